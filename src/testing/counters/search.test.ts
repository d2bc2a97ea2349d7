import { describe, expect, it } from 'vitest'
import { parseSchedule } from '../explorer/schedule.ts'
import { counterSearches } from './catalogue.ts'
import { compileExploredCounter } from './counter-thread.ts'
import { exploreCounter, formatSearch, replayCounter } from './search.ts'
import type { CounterSearch } from './stage.ts'

const module = compileExploredCounter()
const ADDS: CounterSearch = {
  ...{ stripes: 0, initial: 0 },
  programs: [[{ op: 'add', by: 1 }], [{ op: 'add', by: 10 }]],
}

describe('exploreCounter', () => {
  it.each(counterSearches('default').map((search) => [formatSearch(search), search] as const))(
    'finds nothing: %s',
    (_name, search) => {
      const { violation, schedules, states, deaths } = exploreCounter(search, module)
      expect(violation).toBeUndefined()
      expect(schedules).toBeGreaterThan(search.programs.length)
      expect(states).toBeGreaterThan(0)
      if (search.programs.flat().some(({ op }) => op === 'add')) expect(deaths).toBeGreaterThan(0)
    },
  )

  it('runs all schedules of two adds, and a death of each before each CAS', () => {
    // An add is a load and a CAS: six orders of two of them, in four of which one CAS is lost.
    const { schedules, redundant, violation } = exploreCounter(ADDS, module)
    expect(violation).toBeUndefined()
    expect(schedules - redundant).toBeGreaterThanOrEqual(6)
  })

  it('ends at the first violation, whose schedule shows it again', () => {
    // The kernel counts in whole numbers, and the model is told to begin between two.
    const wrong: CounterSearch = { ...ADDS, initial: 0.5 }
    const { violation, schedules } = exploreCounter(wrong, module)
    expect(schedules).toBe(1)
    expect(violation?.fault).toMatch(/^no order of add\(1\) -> 1, add\(10\) -> 11 leaves 11$/)
    expect(parseSchedule(violation?.schedule ?? '').length).toBe(2)
    expect(replayCounter(wrong, module, violation?.schedule ?? '')).toBe(violation?.fault)
    expect(replayCounter(ADDS, module, violation?.schedule ?? '')).toBeUndefined()
  })

  it('gives each schedule the same start', () => {
    const [first, second] = [exploreCounter(ADDS, module), exploreCounter(ADDS, module)]
    expect(second).toEqual(first)
  })
})

describe('the catalogue', () => {
  it('has no search twice, and more at each level', () => {
    const names = (['quick', 'default', 'deep'] as const).map((level) =>
      counterSearches(level).map(formatSearch),
    )
    for (const each of names) expect(new Set(each).size).toBe(each.length)
    const [quick = [], usual = [], deep = []] = names
    expect(usual).toEqual(expect.arrayContaining(quick))
    expect(deep).toEqual(expect.arrayContaining(usual))
  })
})
