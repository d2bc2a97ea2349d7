/** Every mutant of the kernel must be found out by the explorer. */
import { describe, expect, it } from 'vitest'
import { TaskRunner } from '../src/testing/explorer/run-task.ts'
import { formatPlan } from '../src/testing/explorer/task.ts'
import { DYING } from './mutants/deaths.ts'
import { GROWING } from './mutants/growth.ts'
import { LOCKING } from './mutants/locks.ts'
import { compileMutant, type Mutant } from './mutants/mutant.ts'
import { READING } from './mutants/reading.ts'
import { AMENDING } from './mutants/sync-map.ts'
import { DETECTING } from './mutants/unsynchronised.ts'
import { WRITING } from './mutants/writing.ts'

const MUTANTS: readonly Mutant[] = [
  ...READING,
  ...WRITING,
  ...GROWING,
  ...DYING,
  ...LOCKING,
  ...AMENDING,
  ...DETECTING,
]

const kernel = new TaskRunner()

describe('the explorer finds out', () => {
  it.each(MUTANTS)('$name', async (mutant) => {
    const [violation] = new TaskRunner(await compileMutant(mutant)).run(mutant.task).violations
    expect(violation, 'the mutant survives').toBeDefined()
    if (violation === undefined) return
    console.info(
      `${mutant.name}\n  ${formatPlan(violation)} ${violation.schedule}\n  ${violation.fault}`,
    )
    expect(kernel.replay(mutant.task, violation.schedule), 'the kernel itself').toBeUndefined()
  })
})

describe('the kernel as it is', () => {
  it.each(MUTANTS)('passes what finds out: $name', ({ task }) => {
    expect(kernel.run(task).violations).toEqual([])
  })
})
