/** The threads of the experiment: one that starts tasks and waits for them, and those that run them. */
import { serve } from '../threads/serve.ts'
import { FINISHED, ROUND, reach } from './board.ts'
import { WaitGroup } from './wait-group.ts'

/** `inside`: each task adds itself. `before`: the starter adds all of them, then starts them. */
export type AddForm = 'inside' | 'before'

export interface GroupTask {
  readonly role: 'starter' | 'runner'
  readonly form: AddForm
  readonly runners: number
  readonly rounds: number
  readonly group: SharedArrayBuffer
  readonly board: SharedArrayBuffer
}

export interface GroupAnswer {
  /** Of the starter: rounds in which `wait` returned before all tasks were over. */
  readonly early: number
  /** Rounds in which `wait` did not return within `PATIENCE_MS`. */
  readonly blocked: number
}

const PATIENCE_MS = 2_000

serve((task: GroupTask): GroupAnswer => {
  const group = new WaitGroup(task.group)
  const board = new Int32Array(task.board)
  return task.role === 'starter' ? start(task, group, board) : run(task, group, board)
})

function start(
  { form, runners, rounds }: GroupTask,
  group: WaitGroup,
  board: Int32Array,
): GroupAnswer {
  let early = 0
  let blocked = 0
  for (let round = 1; round <= rounds; round++) {
    if (form === 'before') group.add(runners)
    Atomics.store(board, ROUND, round)
    Atomics.notify(board, ROUND)
    if (!group.wait(PATIENCE_MS)) blocked++
    if (Atomics.load(board, FINISHED) < round * runners) early++
    // The next round must not begin before this one is over, whatever the wait group said.
    reach(board, FINISHED, round * runners)
  }
  return { early, blocked }
}

function run({ form, rounds }: GroupTask, group: WaitGroup, board: Int32Array): GroupAnswer {
  for (let round = 1; round <= rounds; round++) {
    reach(board, ROUND, round)
    if (form === 'inside') group.add(1)
    Atomics.add(board, FINISHED, 1)
    group.done()
    Atomics.notify(board, FINISHED)
  }
  return { early: 0, blocked: 0 }
}
