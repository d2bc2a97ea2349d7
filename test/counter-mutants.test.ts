/** Every mutant of a counter's kernel must be found out by the explorer. */
import { describe, expect, it } from 'vitest'
import { compileExploredCounter } from '../src/testing/counters/counter-thread.ts'
import { exploreCounter, formatSearch, replayCounter } from '../src/testing/counters/search.ts'
import { COUNTING } from './mutants/counter.ts'
import { compileEdited } from './mutants/mutant.ts'

const kernel = compileExploredCounter()

describe('the explorer finds out', () => {
  it.each(COUNTING)('$name', async ({ name, edits, search }) => {
    const mutant = compileExploredCounter(await compileEdited(name, edits, { kernel: 'counter' }))
    const { violation } = exploreCounter(search, mutant)
    expect(violation, 'the mutant survives').toBeDefined()
    if (violation === undefined) return
    const { fault, schedule } = violation
    console.info(`${name}\n  ${formatSearch(search)} ${schedule}\n  ${fault}`)
    expect(replayCounter(search, mutant, schedule)).toBe(fault)
    expect(replayCounter(search, kernel, schedule), 'the kernel itself').toBeUndefined()
  })
})

describe('the kernel as it is', () => {
  it.each(COUNTING)('passes what finds out: $name', ({ search }) => {
    expect(exploreCounter(search, kernel).violation).toBeUndefined()
  })
})
