/** Threads that share a class with a map in it, as a process of its own. Arguments: the strategy and how long, in ms. */
import { SharedMap, STRATEGIES } from '../../index.ts'
import { type Crew, withCrew } from '../threads/crew.ts'
import type { SessionAnswer, SessionTask } from './field.worker.ts'

export interface SessionCounts {
  readonly put: number
  readonly removed: number
  readonly sweeps: number
  /** Sessions that are there in the end, by `size` and by what was put and removed. */
  readonly size: number
  readonly expected: number
}

const ROLES = ['client', 'client', 'sweeper'] as const

const [, , name, ms] = process.argv
const strategy = STRATEGIES.find((candidate) => candidate === name)
if (strategy === undefined) throw new RangeError(`no strategy ${name}`)
const map = new SharedMap<string, number>({ strategy, maxBytes: 2 ** 26 })
const module = new URL('./field.worker.js', import.meta.url)
const { signal } = new AbortController()
const answers = await withCrew(
  { module, size: ROLES.length, signal },
  (crew: Crew<SessionTask, SessionAnswer>) =>
    crew.ask(ROLES.map((role, thread) => ({ sessions: map.handle, role, thread, ms: Number(ms) }))),
)
map.verify()
const sum = (name: keyof SessionAnswer): number => answers.reduce((all, one) => all + one[name], 0)
const [put, removed, sweeps] = [sum('put'), sum('removed'), sum('sweeps')]
const counts: SessionCounts = { put, removed, sweeps, size: map.size, expected: put - removed }
process.stdout.write(JSON.stringify(counts))
// The channel to the parent would keep the process.
process.disconnect?.()
