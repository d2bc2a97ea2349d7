/**
 * Which memories this thread is attached to, and what happens at the end of threads: this one detaches as it exits, and
 * takes back what a worker held when the runtime announces the worker's exit.
 *
 * Node and Deno announce each new Worker on the diagnostics channel `worker_threads`; where there is none, the user says
 * it through `SharedMap.reap`.
 */
import { subscribe } from 'node:diagnostics_channel'
import { type Attached, isRunning, reapThread, Thread } from './thread.ts'
import type { WasmMemory } from './webassembly.ts'

interface Hold extends Attached {
  readonly thread: WeakRef<Thread>
  users: number
}

/** By the map's identity: two clones of one memory are different objects. */
const holds = new Map<string, Hold>()

/** A map that is dropped without `close` gives its slot back when it is collected. */
const dropped = new FinalizationRegistry<string>((identity) => {
  const hold = holds.get(identity)
  if (hold !== undefined && hold.thread.deref() === undefined) detach(identity, hold)
})

/** This thread's hold on the memory, made if there is none yet. */
export function acquire(memory: WasmMemory): Thread {
  const identity = identityOf(memory)
  const known = identity === undefined ? undefined : holds.get(identity)
  const thread = known?.thread.deref()
  if (known !== undefined && thread !== undefined) {
    known.users++
    return thread
  }
  if (identity !== undefined && known !== undefined) detach(identity, known)
  const fresh = new Thread(memory)
  const { kernel, layout, slot } = fresh
  const key = identityOf(memory) ?? ''
  holds.set(key, { memory, kernel, layout, slot, thread: new WeakRef(fresh), users: 1 })
  dropped.register(fresh, key)
  watchThreads()
  return fresh
}

/** One user less; the last one detaches the thread. */
export function dismiss(thread: Thread): void {
  const identity = identityOf(thread.memory)
  const hold = identity === undefined ? undefined : holds.get(identity)
  if (identity === undefined || hold === undefined || --hold.users > 0) return
  detach(identity, hold)
}

/** Takes back what a thread held in every map that this thread is attached to; the number of its slots. */
export function reapEverywhere(threadId: number): number {
  let reaped = 0
  for (const hold of holds.values()) reaped += reapThread(hold, threadId)
  return reaped
}

function detach(identity: string, hold: Hold): void {
  holds.delete(identity)
  hold.kernel.detach()
}

/** The four identity words of the header, at its offset 48; undefined for a memory too short to be a map's. */
function identityOf(memory: WasmMemory): string | undefined {
  if (memory.buffer.byteLength < 64) return undefined
  return new Uint32Array(memory.buffer, 48, 4).join('-')
}

let watching = false

function watchThreads(): void {
  if (watching) return
  watching = true
  process.once('exit', () => {
    for (const [identity, hold] of holds) detach(identity, hold)
  })
}

/** Deno announces an exit before the thread has stopped; everywhere else the word can be taken. */
const EXIT_IS_EARLY = 'Deno' in globalThis

/** Looks again each millisecond until the thread has stopped. */
function reapOnceStopped(threadId: number): void {
  const runs = EXIT_IS_EARLY && [...holds.values()].some((hold) => isRunning(hold, threadId))
  if (runs) setTimeout(reapOnceStopped, 1, threadId).unref()
  else reapEverywhere(threadId)
}

/** The ids of workers announced so far: an exited Worker no longer knows its own. */
const threadIds = new WeakMap<object, number>()

export function threadIdOf(worker: object): number | undefined {
  return threadIds.get(worker)
}

interface AnnouncedWorker {
  readonly threadId: number
  once(event: 'exit', listener: () => void): unknown
}

function isAnnouncedWorker(worker: unknown): worker is AnnouncedWorker {
  return (
    typeof worker === 'object' &&
    worker !== null &&
    'threadId' in worker &&
    typeof worker.threadId === 'number' &&
    'once' in worker &&
    typeof worker.once === 'function'
  )
}

// At import, not at the first attach: a worker may be older than the first map.
subscribe('worker_threads', (message) => {
  const worker =
    typeof message === 'object' && message !== null && 'worker' in message
      ? message.worker
      : undefined
  if (!isAnnouncedWorker(worker)) return
  const id = worker.threadId
  threadIds.set(worker, id)
  worker.once('exit', () => reapOnceStopped(id))
})
