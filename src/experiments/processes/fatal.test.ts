import { describe, expect, it } from 'vitest'
import { fatalOf, observedFatal, observedSafe } from './fatal.ts'

const ending = {
  code: 2,
  stdout: '',
  stderr: 'fatal error: concurrent map writes\n\nthread 1 [running]:\n    at set\n',
  ms: 12.3,
}

describe('fatalOf', () => {
  it('has the words of the error', () => {
    expect(fatalOf(ending)).toMatchObject({ message: 'concurrent map writes', exitCode: 2, ms: 12 })
  })

  it('takes no other end for it', () => {
    expect(fatalOf({ ...ending, code: 1 }).message).toBeUndefined()
    expect(fatalOf({ ...ending, code: null }).message).toBeUndefined()
    expect(fatalOf({ ...ending, stderr: 'Error: concurrent' }).message).toBeUndefined()
  })
})

describe('observedFatal', () => {
  it('is seen if the process ended by the error, and shows its first lines', () => {
    const { seen, lines } = observedFatal(fatalOf(ending), {}, ['exit code 2'])
    expect(seen).toBe(true)
    expect(lines).toEqual([
      'fatal error: concurrent map writes',
      'thread 1 [running]:',
      '    at set',
      'exit code 2',
    ])
  })

  it('is not seen otherwise', () => {
    const { seen, figures } = observedFatal(fatalOf({ ...ending, code: 1, stderr: '' }), {}, [])
    expect(seen).toBe(false)
    expect(figures).toMatchObject({ fatal: null, exitCode: 1 })
  })
})

describe('observedSafe', () => {
  it('has failed however the process ended before its end', () => {
    expect(observedSafe(fatalOf({ ...ending, code: 0, stderr: '' }), {}, []).seen).toBe(false)
    expect(observedSafe(fatalOf(ending), {}, []).seen).toBe(true)
    expect(observedSafe(fatalOf({ ...ending, code: 1 }), {}, []).seen).toBe(true)
    expect(observedSafe(fatalOf({ ...ending, code: null }), {}, []).seen).toBe(true)
  })
})
