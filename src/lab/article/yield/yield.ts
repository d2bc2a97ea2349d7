/** A needless yield in each turn of a request, against none: HTTP requests to one server thread. */
import { median } from '../../../experiments/median.ts'
import { type Crew, withCrew } from '../../../experiments/threads/crew.ts'
import { SharedMap } from '../../../index.ts'
import { collections } from '../../runner/together.ts'
import type {
  ArticleExperiment,
  ArticleResult,
  ArticleRow,
  Comparison,
  Conditions,
} from '../article.ts'
import { compared } from '../compared.ts'
import { distribution } from '../distribution.ts'
import { isInterrupted, Runs, type TurnOptions } from '../in-turns.ts'
import { medianRun } from '../median-run.ts'
import type { ClientAnswer, ClientTask } from './client.worker.ts'
import type { ServerAnswer, ServerTask } from './server.worker.ts'
import { YIELDINGS, type Yielding } from './turns.ts'

export interface YieldScale extends TurnOptions {
  readonly loads: readonly Load[]
}

export interface Load {
  /** What tells it from the others, in names. */
  readonly label: string
  /** Requests at a time. */
  readonly connections: number
  /** In each round. */
  readonly requests: number
}

const FULL: YieldScale = {
  loads: [
    { label: '', connections: 256, requests: 8000 },
    { label: ', one at a time', connections: 1, requests: 2000 },
  ],
  rounds: 5,
  mostMs: 14_000,
}

interface Entry {
  readonly subject: string
  readonly yielding: Yielding
  readonly load: Load
}

interface Run {
  readonly client: ClientAnswer
  readonly server: Extract<ServerAnswer, { turns: number }>
}

const SUBJECTS = { none: 'no yield', microtask: 'await null', immediate: 'setImmediate' } as const

/** The server's. */
const THREADS = 1
const SOURCE = 'dist/lab/article/yield/turns.js'
const WARM_SHARE = 4
const US_PER_NS = 1e-3

type ServerCrew = Crew<ServerTask, ServerAnswer | undefined>
type ClientCrew = Crew<ClientTask, ClientAnswer>

export const yielding: ArticleExperiment = {
  name: 'yield',
  summary: 'HTTP requests in turns of work: a needless yield after each turn, or none',
  run: (conditions) => measureYield(FULL, conditions),
}

export async function measureYield(
  scale: YieldScale,
  { signal, onProgress }: Conditions,
): Promise<ArticleResult> {
  const runs = new Runs<Entry, Run>()
  const entries = scale.loads.flatMap((load) =>
    YIELDINGS.map((yielding): Entry => ({ subject: subjectOf(yielding, load), yielding, load })),
  )
  using counts = new SharedMap<number, number>({ maxBytes: 2 ** 22 })
  const interrupted = await isInterrupted(signal, () =>
    withCrew({ module: moduleNamed('server'), size: 1, signal }, (server: ServerCrew) =>
      withCrew({ module: moduleNamed('client'), size: 1, signal }, async (client: ClientCrew) => {
        const [opened] = await server.ask([{ step: 'open', counts: counts.handle }])
        if (opened === undefined || !('port' in opened)) throw new RangeError('no port')
        const request = async ({ yielding: path, load }: Entry, requests: number) => {
          const task = { port: opened.port, path: `/${path}`, requests }
          return client.ask([{ ...task, connections: load.connections }])
        }
        onProgress('warming up')
        for (const entry of entries) {
          await request(entry, Math.ceil(entry.load.requests / WARM_SHARE))
        }
        await runs.inTurns(entries, scale, async (entry, round) => {
          onProgress(`${entry.subject}, round ${round + 1}`)
          await server.ask([{ step: 'watch' }])
          const [answer] = await request(entry, entry.load.requests)
          const [ended] = await server.ask([{ step: 'end' }])
          if (answer === undefined || ended === undefined || 'port' in ended) {
            throw new RangeError('no answer')
          }
          return { client: answer, server: ended }
        })
      }),
    ),
  )
  const rows = entries.flatMap((entry) => rowsOf(entry, runs.of(entry)))
  return { rows, comparisons: comparisons(rows, scale), notes: NOTES, interrupted }
}

function subjectOf(yielding: Yielding, { label }: Load): string {
  return `${SUBJECTS[yielding]}${label}`
}

function moduleNamed(name: string): URL {
  return new URL(`./${name}.worker.js`, import.meta.url)
}

function rowsOf({ subject }: Entry, runs: readonly Run[]): readonly ArticleRow[] {
  const run = medianRun(runs, throughput)
  if (run === undefined) return []
  const p99Ms = runs.map(({ client }) => (client.latencies.percentile(99) * US_PER_NS) / 1000)
  const middle = median(p99Ms)
  return [
    {
      subject,
      threads: THREADS,
      opsPerMs: throughput(run),
      ...distribution(runs.map(({ client }) => client.latencies)),
      gc: collections([run.server.pauses]),
      peakBytes: null,
      figures: {
        turnsPerMs: run.server.turns / run.client.ms,
        serverBusyPercent: run.server.busy * 100,
        p99SpreadMs: Math.max(...p99Ms.map((ms) => Math.abs(ms - middle))),
      },
      source: SOURCE,
    },
  ]
}

function throughput({ client }: Run): number {
  return client.answered / client.ms
}

function comparisons(rows: readonly ArticleRow[], { loads }: YieldScale): readonly Comparison[] {
  return loads.flatMap((load) => [
    ...ratios(rows, 'immediate', load, 1 - 0.22),
    ...ratios(rows, 'microtask', load, null),
  ])
}

/** By what is without a yield. */
function ratios(
  rows: readonly ArticleRow[],
  yielding: Yielding,
  load: Load,
  article: number | null,
): readonly Comparison[] {
  const of = subjectOf(yielding, load)
  const by = subjectOf('none', load)
  const pair = { of: { subject: of, threads: THREADS }, by: { subject: by, threads: THREADS } }
  const words = `${SUBJECTS[yielding]} / ${by}`
  return [
    compared(rows, pair, `throughput, ${words}`, article, ({ opsPerMs }) => opsPerMs),
    compared(rows, pair, `P50, ${words}`, null, ({ p50Us }) => p50Us),
    compared(rows, pair, `P99, ${words}`, null, ({ p99Us }) => p99Us),
    compared(
      rows,
      pair,
      `P99 spread of rounds, ${words}`,
      null,
      ({ figures }) => figures.p99SpreadMs,
    ),
  ]
}

const NOTES = [
  "Requests over loopback from another thread, over connections that are kept: 256 at a time (the article: 10 k requests), and one at a time. Each is ten turns: an order of 20 lines is parsed and counted in a SharedMap. The row is the round with the median throughput, latencies are those of all rounds, collections the server thread's.",
  "p99SpreadMs is how far a round's P99 is from the median one at most. The article: within 3 ms, once the yields are gone. serverBusyPercent is the share of the time in which the server's event loop had work: near 100, the server is the limit.",
  'One at a time a yield is needless: nobody waits for it. With many at a time somebody does, and what a yield costs is not all that it does: a turn of the event loop also reads all requests that have come, and answers go out together, so throughput may even rise.',
  'A microtask lets nothing in but other microtasks: no request is read and no answer sent meanwhile.',
]
