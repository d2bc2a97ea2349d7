import { PassThrough } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { EXIT_INTERRUPTED, type Output } from './command.ts'
import { interruptible } from './interruptible.ts'

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

function output(): Output {
  return { stdout: new PassThrough(), stderr: new PassThrough() }
}

/** What runs until it is told to end. */
function endless(signal: AbortSignal): Promise<string> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve('partial')))
}

function withoutListeners(): void {
  for (const name of SIGNALS) process.removeAllListeners(name)
}

describe('interruptible', () => {
  const before = new Map(SIGNALS.map((name) => [name, process.listeners(name)]))
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['performance'] })
    vi.spyOn(process, 'exit').mockImplementation((code) => {
      throw new Error(`exit ${code}`)
    })
    withoutListeners()
  })
  afterEach(() => {
    vi.useRealTimers()
    vi.restoreAllMocks()
    withoutListeners()
    for (const [name, listeners] of before) {
      for (const listener of listeners) process.on(name, listener)
    }
  })

  it.each(SIGNALS)('gives the report of what is done until %s', async (name) => {
    const report = interruptible(output(), endless)
    process.emit(name)
    expect(await report).toBe('partial')
  })

  it('takes a signal that comes twice at once for one, also when it is over', async () => {
    const report = interruptible(output(), endless)
    process.emit('SIGINT')
    process.emit('SIGINT')
    expect(await report).toBe('partial')
    expect(process.emit('SIGINT')).toBe(true)
  })

  it('ends the program at the second one', () => {
    interruptible(output(), () => new Promise(() => {}))
    process.emit('SIGINT')
    vi.advanceTimersByTime(600)
    expect(() => process.emit('SIGINT')).toThrow(`exit ${EXIT_INTERRUPTED}`)
  })

  it('leaves signals alone when none came', async () => {
    expect(await interruptible(output(), async () => 'whole')).toBe('whole')
    expect(SIGNALS.map((name) => process.listenerCount(name))).toEqual([0, 0, 0])
  })
})
