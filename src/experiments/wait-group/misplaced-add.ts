/** Tasks that add themselves to the wait group: whoever waits may look before any of them has. */
import type { Conditions, Observation, Reproduction } from '../reproduction.ts'
import { type Crew, withCrew } from '../threads/crew.ts'
import { BOARD_BYTES } from './board.ts'
import { WaitGroup } from './wait-group.ts'
import type { AddForm, GroupAnswer, GroupTask } from './wait-group.worker.ts'

const RUNNERS = 3
const ROUNDS = 5_000

type GroupCrew = Crew<GroupTask, GroupAnswer>

export async function misplacedAdd({ signal, onProgress }: Conditions): Promise<Reproduction> {
  const module = new URL('./wait-group.worker.js', import.meta.url)
  return withCrew({ module, size: RUNNERS + 1, signal }, async (crew: GroupCrew) => {
    onProgress('add inside the task')
    const inside = await play(crew, 'inside')
    onProgress('add before the start')
    return { ...inside, safe: await play(crew, 'before') }
  })
}

async function play(crew: GroupCrew, form: AddForm): Promise<Observation> {
  const group = new WaitGroup().buffer
  const board = new SharedArrayBuffer(BOARD_BYTES)
  const task = { form, runners: RUNNERS, rounds: ROUNDS, group, board }
  const runners = Array.from({ length: RUNNERS }, () => ({ ...task, role: 'runner' }) as const)
  const [starter] = await crew.ask([{ ...task, role: 'starter' }, ...runners])
  const { early = 0, blocked = 0 } = starter ?? {}
  const line = `add ${form === 'inside' ? 'inside the task' : 'before the start'}: in ${early} of ${ROUNDS} rounds wait returned before all ${RUNNERS} tasks were over, in ${blocked} it never returned`
  return {
    seen: early > 0,
    figures: { rounds: ROUNDS, tasks: RUNNERS, early, blocked },
    lines: [line],
  }
}
