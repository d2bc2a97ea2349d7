import { describe, expect, it } from 'vitest'
import { WaitGroup } from './wait-group.ts'

describe('WaitGroup', () => {
  it('waits for nothing if nothing was added', () => {
    expect(new WaitGroup().wait(0)).toBe(true)
  })

  it('waits until all that were added are done', () => {
    const group = new WaitGroup()
    const same = new WaitGroup(group.buffer)
    group.add(2)
    same.done()
    expect(group.wait(1)).toBe(false)
    same.done()
    expect(group.wait(1)).toBe(true)
  })
})
