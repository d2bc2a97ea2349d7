/** A word that says who writes: it tells of writes that overlap, and not of writes that follow each other. */
import { SharedMap } from '../../index.ts'
import type { Conditions } from '../reproduction.ts'
import { type Crew, withCrew } from '../threads/crew.ts'
import type { FlagTask } from './flag.worker.ts'

const THREADS = 2
const ROUNDS = 5_000

export interface Alarms {
  readonly rounds: number
  /** Rounds of two threads at once in which one met the other's write. */
  readonly beside: number
  /** The same, of two threads that write in turns. */
  readonly inTurns: number
}

export async function writingFlag({ signal, onProgress }: Conditions): Promise<Alarms> {
  const module = new URL('./flag.worker.js', import.meta.url)
  return withCrew({ module, size: THREADS, signal }, async (crew: Crew<FlagTask, number>) => {
    onProgress('beside each other')
    const beside = await alarms(crew, 'beside')
    onProgress('in turns')
    return { rounds: ROUNDS, beside, inTurns: await alarms(crew, 'turns') }
  })
}

async function alarms(crew: Crew<FlagTask, number>, form: FlagTask['form']): Promise<number> {
  using map = new SharedMap<number, number>({
    strategy: 'unsynchronised',
    onConflict: 'throw',
    maxBytes: 2 ** 22,
  })
  const turn = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)
  const task = { map: map.handle, form, threads: THREADS, rounds: ROUNDS, turn }
  const met = await crew.ask(Array.from({ length: THREADS }, (_, thread) => ({ ...task, thread })))
  return met.reduce((sum, count) => sum + count, 0)
}
