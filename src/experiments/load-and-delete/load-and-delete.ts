/**
 * Threads race to take the same values. The claim is that `LoadAndDelete` has a window between its load and its delete; the
 * map's `take` has none, a user's `get` followed by `delete` has.
 */
import { SharedMap, type StrategyName, SYNCHRONISED } from '../../index.ts'
import type { Conditions, Reproduction } from '../reproduction.ts'
import { type Crew, withCrew } from '../threads/crew.ts'
import { StartLine } from '../threads/start-line.ts'
import type { TakeForm, TakeTask } from './take.worker.ts'

const THREADS = 2
const KEYS = 20_000
/** So many rounds of each strategy with `take`, and at most so many until the user's form fails. */
const ROUNDS = 10
const MOST_ROUNDS = 100

type TakeCrew = Crew<TakeTask, number>

export interface Handed {
  readonly strategy: StrategyName
  readonly rounds: number
  /** Values that there were. */
  readonly values: number
  /** Handed out to more than one. */
  readonly twice: number
  /** Handed out to nobody. */
  readonly never: number
}

export async function loadAndDelete(conditions: Conditions): Promise<Reproduction> {
  const { signal, onProgress } = conditions
  const module = new URL('./take.worker.js', import.meta.url)
  return withCrew({ module, size: THREADS, signal }, async (crew: TakeCrew) => {
    const takes: Handed[] = []
    for (const strategy of SYNCHRONISED) {
      onProgress(`take, ${strategy}`)
      takes.push(await hand(crew, strategy, 'take', ({ rounds }) => rounds < ROUNDS))
    }
    onProgress('get, then delete')
    const own = await hand(
      crew,
      'lock-free',
      'get-delete',
      ({ rounds, twice }) => rounds < MOST_ROUNDS && (rounds < ROUNDS || twice === 0),
    )
    const failed = takes.filter(({ twice, never }) => twice > 0 || never > 0)
    return {
      seen: own.twice > 0 && failed.length === 0,
      figures: { user: own },
      lines: [`get, then delete: ${linesOf(own)}`],
      safe: {
        seen: failed.length > 0,
        figures: { takes },
        lines: takes.map((handed) => `take, ${handed.strategy}: ${linesOf(handed)}`),
      },
    }
  })
}

async function hand(
  crew: TakeCrew,
  strategy: StrategyName,
  form: TakeForm,
  goesOn: (sum: Handed) => boolean,
): Promise<Handed> {
  const map = new SharedMap<number, number>({ strategy, maxBytes: 2 ** 25 })
  const handed = new SharedArrayBuffer(KEYS * Int32Array.BYTES_PER_ELEMENT)
  const counts = new Int32Array(handed)
  let sum: Handed = { strategy, rounds: 0, values: 0, twice: 0, never: 0 }
  do {
    counts.fill(0)
    for (let key = 0; key < KEYS; key++) map.set(key, key)
    const line = new StartLine(THREADS).buffer
    const task = { map: map.handle, form, keys: KEYS, threads: THREADS, handed, line }
    await crew.ask(Array.from({ length: THREADS }, () => task))
    sum = {
      strategy,
      rounds: sum.rounds + 1,
      values: sum.values + KEYS,
      twice: sum.twice + counts.filter((count) => count > 1).length,
      never: sum.never + counts.filter((count) => count === 0).length,
    }
  } while (goesOn(sum))
  map.close()
  return sum
}

function linesOf({ values, twice, never }: Handed): string {
  return `of ${values} values ${twice} were handed out twice, ${never} never`
}
