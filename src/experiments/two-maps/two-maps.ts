/** One state in two maps: each map is safe by itself, and there is a time when they differ. */
import { SharedMap } from '../../index.ts'
import type { Conditions, Observation, Reproduction } from '../reproduction.ts'
import { type Crew, withCrew } from '../threads/crew.ts'
import { StartLine } from '../threads/start-line.ts'
import type { Both, Places, StateAnswer, StateTask } from './two-maps.worker.ts'

const READERS = 1
const MS = 500

type StateCrew = Crew<StateTask, StateAnswer>

/** Two maps, and one value that has both. */
export async function twoMaps(conditions: Conditions): Promise<Reproduction> {
  using one = new SharedMap<string, number>({ strategy: 'rwlock', maxBytes: 2 ** 22 })
  using other = new SharedMap<string, number>({ strategy: 'sync-map', maxBytes: 2 ** 22 })
  return await besideOneValue(
    { form: 'two maps', one: one.handle, other: other.handle },
    conditions,
  )
}

/** Two keys of one map, stored one after the other, and one value that has both. */
export async function twoKeys(conditions: Conditions): Promise<Reproduction> {
  using map = new SharedMap<string, number>({ maxBytes: 2 ** 22 })
  return await besideOneValue({ form: 'two keys', map: map.handle }, conditions)
}

async function besideOneValue(
  places: Places,
  { signal, onProgress }: Conditions,
): Promise<Reproduction> {
  const module = new URL('./two-maps.worker.js', import.meta.url)
  using map = new SharedMap<string, Both>({ maxBytes: 2 ** 22 })
  return await withCrew({ module, size: READERS + 1, signal }, async (crew: StateCrew) => {
    onProgress(places.form)
    const split = await readBeside(crew, places)
    onProgress('one value')
    return { ...split, safe: await readBeside(crew, { form: 'one value', map: map.handle }) }
  })
}

async function readBeside(crew: StateCrew, places: Places): Promise<Observation> {
  const line = new StartLine(READERS + 1).buffer
  const task = { places, threads: READERS + 1, line, ms: MS }
  const readers = Array.from({ length: READERS }, () => ({ ...task, role: 'reader' }) as const)
  const [writer, ...read] = await crew.ask([{ ...task, role: 'writer' }, ...readers])
  const writes = writer?.turns ?? 0
  const reads = read.reduce((sum, { turns }) => sum + turns, 0)
  const split = read.reduce((sum, answer) => sum + answer.split, 0)
  return {
    seen: split > 0,
    figures: { form: places.form, writes, reads, split },
    lines: [
      `${places.form}: ${split} of ${reads} reads, beside ${writes} writes, found two states`,
    ],
  }
}
