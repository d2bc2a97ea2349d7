/** kernel/threads/horizon.ts where the explorer's few changes would not take it: numbers come round, and periods end. */
import { describe, expect, it } from 'vitest'
import { TaskRunner } from '../src/testing/explorer/run-task.ts'
import type { Search } from '../src/testing/explorer/task.ts'
import { compileEdited, dying, type Edit, together } from './mutants/mutant.ts'

const ATTACH = 'kernel/threads/attach.ts'
const HORIZON = 'kernel/threads/horizon.ts'
const NUMBERS = 2 ** 25

/** As if each slot's threads had made so many changes before. */
function after(changes: number): Edit[] {
  return [
    {
      file: ATTACH,
      from: '  changeState(id, ATTACHING, ATTACHED)\n',
      to: `  if (tenureOf(id) == 1) {\n    setOwn32(entry + offsetof<SlotEntry>('mutations'), ${changes})\n    renewHorizon(id)\n  }\n  changeState(id, ATTACHING, ATTACHED)\n`,
    },
    {
      file: ATTACH,
      from: "import { become } from './self'\n",
      to: "import { setOwn32 } from '../atomics'\nimport { renewHorizon } from './horizon'\nimport { become } from './self'\nimport { tenureOf } from './slot-table'\n",
    },
  ]
}

const PERIOD: Edit = { file: HORIZON, from: 'isDefined(EXPLORE) ? 1 : 64', to: '64' }

const CASES = [
  {
    name: 'a number that comes round',
    edits: after(NUMBERS - 2),
    mistake: { file: HORIZON, from: ' & NUMBER_MASK) < PERIOD', to: ') < PERIOD' },
  },
  {
    name: 'the last number of a period',
    edits: [...after(62), PERIOD],
    mistake: {
      file: HORIZON,
      from: ' & NUMBER_MASK) < PERIOD',
      to: ' & NUMBER_MASK) < PERIOD - 1',
    },
  },
]

/** Cold: warm threads have made hundreds of changes more. */
const TASKS = [
  cold(dying('present', ['set then set', 'set'])),
  cold(dying('present', ['set then delete', 'set then set'])),
  cold(together('present', ['set then set', 'set then set'], 1)),
]

function cold(task: Search): Search {
  return { ...task, state: { ...task.state, isCold: true } }
}

async function runnerOf(edits: readonly Edit[]): Promise<TaskRunner> {
  return new TaskRunner(await compileEdited('horizon', edits, { strategy: 'lock-free' }))
}

describe.each(CASES)('$name', ({ edits, mistake }) => {
  it('is told from one that is over', async () => {
    const runner = await runnerOf(edits)
    for (const task of TASKS) expect(runner.run(task).violations).toEqual([])
  })

  it('is found out where it is not reckoned with', async () => {
    const runner = await runnerOf([...edits, mistake])
    expect(TASKS.flatMap((task) => runner.run(task).violations)).not.toEqual([])
  })
})
