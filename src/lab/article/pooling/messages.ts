/** Large values from one thread to another, by value and by reference. */
import { MessageChannel } from 'node:worker_threads'
import { type Crew, withCrew } from '../../../experiments/threads/crew.ts'
import { SharedMap } from '../../../index.ts'
import { collections } from '../../runner/together.ts'
import type { ArticleRow, Comparison, Conditions } from '../article.ts'
import { compared } from '../compared.ts'
import { distribution } from '../distribution.ts'
import type { Runs, TurnOptions } from '../in-turns.ts'
import { medianRun } from '../median-run.ts'
import type { ReceiverAnswer, ReceiverTask } from './receiver.worker.ts'
import type { SenderAnswer, SenderTask } from './sender.worker.ts'
import { BYTES, SLOTS, type Way } from './ways.ts'

export interface MessagesScale extends TurnOptions {
  readonly messages: number
}

interface Entry {
  readonly subject: string
  readonly way: Way
  /** How often a value is copied on its way: into a message or a map, and out of it. */
  readonly copies: { readonly in: number; readonly out: number }
}

interface MessagesRun {
  readonly sender: SenderAnswer
  readonly receiver: ReceiverAnswer
  readonly sharedBytes: number
}

export type MessageRuns = Runs<Entry, MessagesRun>

// Structured clone writes the value into the message and reads it from there. A map's values go through the thread's
// window: to the window, from there to their block; and the same way back.
const CLONE = entry('structured clone', 'clone', 1, 1)
const TRANSFER = entry('transferred buffer', 'transfer', 0, 0)
const REGION = entry('region of a SharedArrayBuffer', 'region', 0, 0)
const KEY = entry('key of a SharedMap', 'key', 2, 2)
const HELD_CLONE = entry('structured clone, value held', 'held-clone', 1, 1)
const HELD_KEY = entry('key of a SharedMap, value held', 'held-key', 0, 2)
const ENTRIES = [CLONE, TRANSFER, REGION, KEY, HELD_CLONE, HELD_KEY]

const THREADS = 2
const SOURCE = 'dist/lab/article/pooling/outbox.js'
const WARM_SHARE = 8

function entry(subject: string, way: Way, into: number, out: number): Entry {
  return { subject, way, copies: { in: into, out } }
}

export async function runMessages(
  runs: MessageRuns,
  scale: MessagesScale,
  { signal, onProgress }: Conditions,
): Promise<void> {
  await runs.inTurns(ENTRIES, scale, ({ subject, way }, round) => {
    onProgress(`messages, ${subject}, round ${round + 1}`)
    return runWay(way, scale.messages, signal)
  })
}

async function runWay(way: Way, messages: number, signal: AbortSignal): Promise<MessagesRun> {
  using map = new SharedMap<number, Uint8Array<ArrayBuffer>>()
  const region = new SharedArrayBuffer(SLOTS * BYTES)
  const place = { way, map: map.handle, region }
  const { port1, port2 } = new MessageChannel()
  const module = (name: string): URL => new URL(`./${name}.worker.js`, import.meta.url)
  return await withCrew(
    { module: module('receiver'), size: 1, signal },
    (receiving: Crew<ReceiverTask, ReceiverAnswer | undefined>) =>
      withCrew(
        { module: module('sender'), size: 1, signal },
        async (sending: Crew<SenderTask, SenderAnswer | undefined>) => {
          await receiving.ask([{ step: 'open', place, port: port1 }], [[port1]])
          await sending.ask([{ step: 'open', place, port: port2 }], [[port2]])
          await sending.ask([{ step: 'send', messages: Math.ceil(messages / WARM_SHARE) }])
          await receiving.ask([{ step: 'watch' }])
          const [sender] = await sending.ask([{ step: 'send', messages }])
          const [receiver] = await receiving.ask([{ step: 'end' }])
          if (sender === undefined || receiver === undefined) throw new RangeError('no answer')
          return { sender, receiver, sharedBytes: sharedBytes(way, map, region) }
        },
      ),
  )
}

function sharedBytes(
  way: Way,
  map: { stats(): { committedBytes: number } },
  region: SharedArrayBuffer,
): number {
  if (way === 'region') return region.byteLength
  return way === 'key' || way === 'held-key' ? map.stats().committedBytes : 0
}

export function messageRows(runs: MessageRuns): readonly ArticleRow[] {
  return ENTRIES.flatMap((each) => {
    const run = medianRun(runs.of(each), ({ sender, receiver }) => receiver.messages / sender.ms)
    if (run === undefined) return []
    const { sender, receiver, sharedBytes: shared } = run
    const { messages, wrong } = receiver
    return {
      subject: each.subject,
      threads: THREADS,
      opsPerMs: messages / sender.ms,
      ...distribution(runs.of(each).map((one) => one.sender.latencies)),
      gc: collections([sender.pauses, receiver.pauses]),
      peakBytes: sender.peakBytes + receiver.peakBytes + shared,
      figures: { copiedBytesPerMessage: copiedBytes(each, receiver), wrong },
      source: SOURCE,
    }
  })
}

/** Of the reads of a map, those count that its near cache did not answer. */
function copiedBytes({ way, copies }: Entry, { messages, copiedOut }: ReceiverAnswer): number {
  const isMap = way === 'key' || way === 'held-key'
  const out = isMap ? (copies.out * copiedOut) / messages : copies.out
  return (copies.in + out) * BYTES
}

export function messageComparisons(rows: readonly ArticleRow[]): readonly Comparison[] {
  return [
    ...pairComparisons(rows, REGION, CLONE, 1 - 0.63),
    ...pairComparisons(rows, TRANSFER, CLONE, 1 - 0.63),
    ...pairComparisons(rows, KEY, CLONE, null),
    ...pairComparisons(rows, HELD_KEY, HELD_CLONE, 1 - 0.63),
  ]
}

function pairComparisons(
  rows: readonly ArticleRow[],
  one: Entry,
  other: Entry,
  article: number | null,
): readonly Comparison[] {
  const pair = {
    of: { subject: one.subject, threads: THREADS },
    by: { subject: other.subject, threads: THREADS },
  }
  const words = `${one.subject} / ${other.subject}`
  return [
    compared(
      rows,
      pair,
      `bytes copied, ${words}`,
      article,
      ({ figures }) => figures.copiedBytesPerMessage,
    ),
    compared(rows, pair, `throughput, ${words}`, null, ({ opsPerMs }) => opsPerMs),
    compared(rows, pair, `GC pause time, ${words}`, null, (row) => row.gc?.totalMs),
  ]
}
