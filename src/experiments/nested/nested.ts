/** A plain map inside a concurrent one: each call is atomic, the change of the inner map is not. */
import { SharedMap } from '../../index.ts'
import type { Conditions, Observation, Reproduction } from '../reproduction.ts'
import { type Crew, withCrew } from '../threads/crew.ts'
import { StartLine } from '../threads/start-line.ts'
import type { NestedTask } from './nested.worker.ts'
import { type Items, type NestedForm, ORDER } from './orders.ts'

const THREADS = 4
const ENTRIES = 250

type NestedCrew = Crew<NestedTask, number>

export async function nested({ signal, onProgress }: Conditions): Promise<Reproduction> {
  const module = new URL('./nested.worker.js', import.meta.url)
  return withCrew({ module, size: THREADS, signal }, async (crew: NestedCrew) => {
    onProgress('get, change, set')
    const mutated = await addEntries(crew, 'mutate')
    onProgress('update')
    const updated = await addEntries(crew, 'update')
    onProgress('a key for each entry')
    const flat = await addEntries(crew, 'flat')
    const safe = {
      seen: updated.lost > 0 || flat.lost > 0,
      figures: { update: updated, flat },
      lines: [lineOf('update', updated), lineOf('a key for each entry', flat)],
    }
    return { ...observed(mutated), safe }
  })
}

interface Count {
  readonly added: number
  readonly present: number
  readonly lost: number
}

async function addEntries(crew: NestedCrew, form: NestedForm): Promise<Count> {
  const orders = new SharedMap<string, Items | number>({ maxBytes: 2 ** 26 })
  if (form !== 'flat') orders.set(ORDER, new Map())
  const line = new StartLine(THREADS).buffer
  const tasks = Array.from({ length: THREADS }, (_, thread) => ({
    ...{ orders: orders.handle, form, thread, threads: THREADS },
    ...{ entries: ENTRIES, line },
  }))
  const added = (await crew.ask(tasks)).reduce((sum, entries) => sum + entries, 0)
  const items = orders.get(ORDER)
  const present = items instanceof Map ? items.size : orders.size
  orders.close()
  return { added, present, lost: added - present }
}

function observed(count: Count): Observation {
  return { seen: count.lost > 0, figures: { ...count }, lines: [lineOf('get, change, set', count)] }
}

function lineOf(form: string, { added, present, lost }: Count): string {
  return `${form}: ${present} of ${added} entries that ${THREADS} threads added are there, ${lost} are lost`
}
