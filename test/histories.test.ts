/** Storms with histories on the built package: they find nothing, and they find what is wrong. */
import { describe, expect, it } from 'vitest'
import { historyStorm } from '../dist/testing/histories/history-storm.js'
import { LOAD_NAMES, type LoadName } from '../dist/testing/histories/loads.js'
import { MUTANTS, mapModuleOf } from './histories/near-cache-mutants.ts'

describe('a storm with histories on a sound map', () => {
  it('finds nothing, whatever the load', async () => {
    const rounds: number[] = []
    const onRound = ({ round }: { round: number }): void => void rounds.push(round)
    const report = await historyStorm({ operations: 165_000, roundOperations: 20_000, onRound })
    const seed = `seed ${report.seed}`
    expect(report.violations, seed).toEqual([])
    expect(report, seed).toMatchObject({ workers: 4, undecided: 0 })
    expect(report.rounds).toBeGreaterThanOrEqual(LOAD_NAMES.length)
    expect(rounds).toEqual(Array.from({ length: report.rounds }, (_, at) => at + 1))
    expect(report.killed).toBeGreaterThanOrEqual(3)
    expect(report.operations).toBeGreaterThanOrEqual(165_000)
    expect(report.histories).toBeGreaterThan(10_000)
    expect(report.interrupted).toBeUndefined()
  })

  it('ends early when told to, and says so', async () => {
    const controller = new AbortController()
    const onRound = (): void => controller.abort()
    const report = await historyStorm({ operations: 1e9, onRound, signal: controller.signal })
    expect(report.interrupted).toBe(true)
    expect(report.rounds).toBeLessThan(4)
    expect(report.violations, `seed ${report.seed}`).toEqual([])
  })
})

describe('a storm with histories finds a near cache', () => {
  it.each(MUTANTS.map((mutant, place) => ({ ...mutant, place })))(
    'that $name',
    async ({ place, ...mutant }) => {
      const mapModule = mapModuleOf(mutant, place)
      const loads: readonly LoadName[] = [mutant.load]
      // It ends with the first violation; if there is none the test fails.
      const limits = { operations: 10_000_000, roundOperations: 30_000, maxViolations: 1 }
      const { seed, violations } = await historyStorm({ ...limits, loads, mapModule })
      const [first] = violations
      expect(first, `seed ${seed}`).toBeDefined()
      expect(['history', 'failed'], `seed ${seed}`).toContain(first?.kind)
    },
  )
})

describe('a storm with histories finds a map', () => {
  const faulty = (fault: string): string =>
    new URL(`./storm/faulty-maps.mjs?fault=${fault}`, import.meta.url).href
  const faults = [
    ['that loses updates', 'races', 'hot keys', 'history'],
    ['that loses writes', 'drops', 'growth', 'history'],
    ['that does not clear', 'keeps', 'clear', 'history'],
    ['that ends its threads', 'exits', 'hot keys', 'ended'],
    ['that a death blocks', 'hangs', 'deaths', 'stuck'],
  ] as const
  it.each(faults)('%s', async (_, fault, load, kind) => {
    const report = await historyStorm({
      ...{ operations: 1_000_000, roundOperations: 30_000, maxViolations: 1 },
      ...{ mapModule: faulty(fault), loads: [load] },
      // The hung round is waited for.
      ...(fault === 'hangs' ? { stallMs: 2500 } : {}),
    })
    const kinds = report.violations.map((violation) => violation.kind)
    expect(kinds, `seed ${report.seed}`).toContain(kind)
  })

  it('whose clear is not of one instant, by the history of the whole map alone', async () => {
    const mapModule = new URL('./histories/piecemeal-maps.mjs', import.meta.url).href
    const limits = { operations: 300_000, roundOperations: 30_000, maxViolations: 1 }
    const whole = await historyStorm({ ...limits, mapModule, loads: ['whole map'] })
    expect(whole.violations[0], `seed ${whole.seed}`).toMatchObject({ kind: 'history' })
    expect(whole.violations[0]?.text).toContain('clear()')
  })

  it('not, where the same wrapper has no fault', async () => {
    const limits = { operations: 65_000, roundOperations: 10_000 }
    const report = await historyStorm({ ...limits, mapModule: faulty('none') })
    expect(report.violations, `seed ${report.seed}`).toEqual([])
  })
})
