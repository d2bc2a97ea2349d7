/** Garbage collection of a large map: as objects on the heap of each thread, and as bytes that no collector sees. */
import type { Conditions, Reproduction } from '../reproduction.ts'
import { type Form, runForm } from './forms.ts'
import type { CollectionAnswer } from './gc.worker.ts'

/** Over all threads. */
export interface Collections {
  readonly count: number
  readonly major: number
  readonly totalMs: number
  readonly meanMs: number
  readonly longestMs: number
  /** The heaps of all threads, and the shared memory. */
  readonly peakBytes: number
  readonly ms: number
}

/** The failure: at least so many times the pauses of the other form. On an idle machine it is eight times and more. */
const TIMES = 2
/** On a busy machine a pause is as long as the thread has no core: rounds until the failure is seen, at most so many. */
const MOST_ROUNDS = 3

/** The three forms, of each its least disturbed run. */
export interface Collected {
  readonly plain: Collections
  readonly lockFree: Collections
  readonly syncMap: Collections
  readonly rounds: number
}

export async function gc(conditions: Conditions): Promise<Reproduction> {
  const { plain, lockFree, syncMap, rounds } = await collected(conditions, MOST_ROUNDS)
  const ofPlain = Math.max(lockFree.totalMs, syncMap.totalMs) / plain.totalMs
  return {
    seen: ofPlain < 1 / TIMES,
    figures: { ...plain, rounds },
    lines: [lineOf('a Map in each thread', plain)],
    safe: {
      seen: ofPlain >= 1 / TIMES,
      figures: { 'lock-free': lockFree, 'sync-map': syncMap, ofPlain },
      lines: [lineOf('lock-free', lockFree), lineOf('sync-map', syncMap)],
    },
  }
}

/** Rounds until the failure is seen, at most so many. */
export async function collected(conditions: Conditions, mostRounds: number): Promise<Collected> {
  let best = await oneRound(conditions)
  for (let rounds = 2; rounds <= mostRounds && !isSeen(best); rounds++) {
    const next = await oneRound(conditions)
    best = {
      plain: better(best.plain, next.plain),
      lockFree: better(best.lockFree, next.lockFree),
      syncMap: better(best.syncMap, next.syncMap),
      rounds,
    }
  }
  return best
}

async function oneRound(conditions: Conditions): Promise<Collected> {
  return {
    plain: await collections('map', conditions),
    lockFree: await collections('lock-free', conditions),
    syncMap: await collections('sync-map', conditions),
    rounds: 1,
  }
}

function isSeen({ plain, lockFree, syncMap }: Collected): boolean {
  return plain.totalMs > TIMES * Math.max(lockFree.totalMs, syncMap.totalMs)
}

function better(one: Collections, other: Collections): Collections {
  return one.totalMs < other.totalMs ? one : other
}

async function collections(form: Form, { signal, onProgress }: Conditions): Promise<Collections> {
  onProgress(form === 'map' ? 'a Map in each thread' : form)
  const { threads, sharedBytes } = await runForm(form, signal)
  return together(threads, sharedBytes)
}

function together(answers: readonly CollectionAnswer[], sharedBytes: number): Collections {
  const pauses = answers.map((answer) => answer.pauses)
  const count = sum(pauses.map((each) => each.count))
  const totalMs = sum(pauses.map((each) => each.totalMs))
  return {
    count,
    major: sum(pauses.map((each) => each.major)),
    totalMs,
    meanMs: count === 0 ? 0 : totalMs / count,
    longestMs: Math.max(...pauses.map((each) => each.longestMs)),
    peakBytes: sum(answers.map(({ heapPeak }) => heapPeak)) + sharedBytes,
    ms: Math.max(...answers.map(({ ms }) => ms)),
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0)
}

function lineOf(form: string, collected: Collections): string {
  const { count, major, totalMs, meanMs, longestMs, peakBytes } = collected
  return `${form}: ${count} collections (${major} major), pauses ${totalMs.toFixed(0)} ms in all, ${meanMs.toFixed(2)} ms in the mean, ${longestMs.toFixed(1)} ms at most; ${Math.round(peakBytes / 2 ** 20)} MB at most`
}
