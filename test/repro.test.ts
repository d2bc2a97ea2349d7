/** Each failure is seen, by the built program, in the time that it may take; its safe form does not have it. */
import { describe, expect, it, test } from 'vitest'
import { articleOutcome } from '../dist/experiments/panic/run.js'
import { SCENARIOS } from '../dist/experiments/scenarios/scenarios.js'
import { selvedge } from './program.ts'

const MOST_MS = 45_000
const SIGNAL = new AbortController().signal

/** What each must have measured, beside that it was seen. */
const FIGURES: Readonly<Record<string, object>> = {
  panic: {
    fatal: 'concurrent map read and map write',
    exitCode: 2,
    safe: { seen: false, fatal: null, exitCode: 0, strategy: 'lock-free' },
  },
  handler: {
    fatal: expect.stringMatching(/^concurrent map /),
    exitCode: 2,
    safe: { seen: false, fatal: null, exitCode: 0, failed: 0 },
  },
  field: {
    fatal: expect.stringMatching(/^concurrent map /),
    exitCode: 2,
    safe: { seen: false, fatal: null, exitCode: 0 },
  },
  nested: { added: 1000, safe: { update: { lost: 0 }, flat: { lost: 0 } } },
  'two-maps': { form: 'two maps', safe: { form: 'one value', split: 0 } },
  'load-and-delete': { user: { never: 0 } },
  waitgroup: { blocked: 0, safe: { early: 0, blocked: 0 } },
  leak: { strategy: 'sync-map', tolerance: 0.05, safe: { strategy: 'lock-free' } },
  gc: { safe: { ofPlain: expect.any(Number) } },
}

describe('selvedge repro', () => {
  test.each(SCENARIOS.map(({ name }) => name))('%s', async (name) => {
    const { code, out, err, ms } = await selvedge(['repro', name, '--json'])
    const report: unknown = JSON.parse(out)
    expect(report).toMatchObject({ name, seen: true, safe: { seen: false }, ...FIGURES[name] })
    expect({ code, err }).toEqual({ code: name === 'panic' ? 2 : 0, err: '' })
    expect(ms).toBeLessThan(MOST_MS)
  })

  it('counts the same requests that were answered, with the safe form', async () => {
    const { out } = await selvedge(['repro', 'handler', '--json'])
    const { safe }: { safe: { answered: number; counted: number } } = JSON.parse(out)
    expect(safe.counted).toBe(safe.answered)
    expect(safe.answered).toBeGreaterThanOrEqual(5_000)
  })

  it('shows the safe form, then ends by the fatal error itself', async () => {
    const { code, out, err } = await selvedge(['repro', 'panic'])
    expect(code).toBe(2)
    expect(out).toMatch(/The safe form:\n[\s\S]+exit code 0: [\s\S]+And now without/)
    expect(err).toMatch(
      /^fatal error: concurrent map read and map write\n\nthread \d+ \[running\]:/,
    )
  })

  it('says in words what happens', async () => {
    const { code, out, err } = await selvedge(['repro', 'waitgroup'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(
      /^waitgroup: [\s\S]+What happens:\n[\s\S]+The safe form:\n[\s\S]+With it:\n/,
    )
    expect(out).toMatch(/\nSeen: yes\. Failed with the safe form: no\.\n$/)
  })

  it('lists the names', async () => {
    const { code, out } = await selvedge(['repro', '--list'])
    expect(code).toBe(0)
    expect(out.trim().split('\n').toSorted()).toEqual(Object.keys(FIGURES).toSorted())
  })

  test.each(['gc', 'handler'])('%s ends on Ctrl-C with 130', async (name) => {
    // It says what it is about to do, and does it for more than a second.
    const { code, err, ms } = await selvedge(['repro', name], 'first words')
    expect({ code, err }).toEqual({ code: 130, err: `repro ${name}: interrupted\n` })
    expect(ms).toBeLessThan(10_000)
  })

  it('answers bad usage with the names and 2', async () => {
    for (const args of [['repro'], ['repro', 'panik']]) {
      const { code, out, err } = await selvedge(args)
      expect({ code, out }).toEqual({ code: 2, out: '' })
      for (const { name } of SCENARIOS) expect(err).toMatch(new RegExp(`^ {2}${name} `, 'm'))
    }
  })
})

test('neither try nor any handler keeps the process from ending', async () => {
  for (let run = 0; run < 5; run++) {
    const outcome = await articleOutcome('unsynchronised', { recovers: true }, SIGNAL)
    expect(outcome.message).toBe('concurrent map read and map write')
    expect(outcome).toMatchObject({ exitCode: 2, handled: false, counts: undefined })
  }
})

test('with a strategy that synchronises, the same program runs to its end', async () => {
  const outcome = await articleOutcome('lock-free', { ms: 300, recovers: true }, SIGNAL)
  expect(outcome).toMatchObject({ exitCode: 0, handled: true, counts: { caught: 0 } })
})
