/**
 * What becomes of a thread that meets another's write in an unsynchronised map: as in Go, the process ends with exit code 2,
 * and neither `try` nor an exit handler changes that. A worker cannot end the process by itself, so it prints, raises the
 * alarm and stands still for ever; the main thread, if it has the map, ends the process at its next turn or call of the map.
 *
 * The other thread finds the alarm in the word as its write ends, and prints where it is. States of the `alarm` word:
 *
 *   QUIET    -> RAISING  by the thread that meets a write, and was first to set ALARM: it prints the error and its stack;
 *                        by another only if that one does not come to it, for it may have been killed
 *   RAISING  -> RAISED   by the same, when that is out
 *   RAISED   -> TELLING  by the next thread that meets the alarm: it prints its stack
 *   TELLING  -> TOLD     by the same, when that is out
 *   any      -> ENDING   by the main thread. It now ends all workers, and waits for each: who comes only now must not stand
 *                        still, for Node lets a worker that it has stopped answer what is there, such as HTTP requests
 */
import { writeSync } from 'node:fs'
import { isMainThread, threadId } from 'node:worker_threads'
import { ConflictError } from '../errors.ts'
import { endProcess } from './end-process.ts'
import { type Layout, offset } from './kernel.ts'
import type { WasmMemory } from './webassembly.ts'

const QUIET = 0
const RAISING = 1
const RAISED = 2
const TELLING = 3
const TOLD = 4
const ENDING = 5

/** In the word `writing`, from the alarm on. */
export const ALARM: number = 1 << 31

const EXIT_CODE = 2
/** How long one waits for the other's stack: a write is over, or its thread has lost the processor or its life, by then. */
const PATIENCE_MS = 200
const STDERR = 2

/** By the codes of kernel/strategies/unsynchronised. */
const WORDS = [
  'concurrent map read and map write',
  'concurrent map writes',
  'concurrent map iteration and map write',
] as const

/** Whether this thread stands still. If it comes here again it is being ended, and must not hold that up. */
let standsStill = false

export class Detector {
  readonly #words: Int32Array
  readonly #writing: number
  readonly #alarm: number
  readonly #isThrown: number

  constructor(memory: WasmMemory, layout: Layout) {
    const units = new Uint32Array(memory.buffer, offset(layout, 'HEADER_UNITS'), 1)[0] ?? 0
    const line = units - offset(layout, 'LOCK_SIZE')
    this.#words = new Int32Array(memory.buffer, line, offset(layout, 'LOCK_SIZE') >> 2)
    this.#writing = offset(layout, 'DETECTOR_WRITING') >> 2
    this.#alarm = offset(layout, 'DETECTOR_ALARM') >> 2
    this.#isThrown = offset(layout, 'DETECTOR_IS_THROWN') >> 2
  }

  /** From now on who meets a write is thrown an error. To be said before the map is anybody's. */
  throwErrors(): void {
    Atomics.store(this.#words, this.#isThrown, 1)
  }

  /** The main thread ends the process at its next turn after an alarm. */
  watch(): void {
    if (!isMainThread) return
    const seen = Atomics.waitAsync(this.#words, this.#alarm, QUIET)
    if (seen.async) seen.value.then(() => this.#end())
    else this.#end()
  }

  /**
   * The thread met another's write.
   *
   * @throws {ConflictError} if the map was made so; never returns otherwise
   */
  meet(what: number): never {
    const words = WORDS[what] ?? WORDS[0]
    const isEnding = standsStill || Atomics.load(this.#words, this.#alarm) === ENDING
    if (isEnding || Atomics.load(this.#words, this.#isThrown) === 1) {
      throw new ConflictError(`${words}: choose another strategy, or give each thread its own map`)
    }
    // The other finds the bit as its write ends, perhaps before we get further: it only knows that it wrote, so we speak first.
    const isFirst = (Atomics.or(this.#words, this.#writing, ALARM) & ALARM) === 0
    if (!isFirst) this.#await(RAISED, PATIENCE_MS)
    if (this.#step(QUIET, RAISING)) {
      print(`fatal error: ${words}\n\n${this.#stack()}`)
      this.#step(RAISING, RAISED)
    } else if (this.#step(RAISED, TELLING)) {
      print(`\n${this.#stack()}`)
      this.#step(TELLING, TOLD)
    }
    if (isMainThread) this.#end()
    standsStill = true
    while (true) this.#await(Number.POSITIVE_INFINITY)
  }

  #step(from: number, to: number): boolean {
    const isOurs = Atomics.compareExchange(this.#words, this.#alarm, from, to) === from
    Atomics.notify(this.#words, this.#alarm)
    return isOurs
  }

  /** Until the alarm has got to `state`, or for so long. */
  #await(state: number, milliseconds = Number.POSITIVE_INFINITY): void {
    const end = performance.now() + milliseconds
    while (true) {
      const seen = Atomics.load(this.#words, this.#alarm)
      const left = end - performance.now()
      if (seen >= state || left <= 0) return
      Atomics.wait(this.#words, this.#alarm, seen, left)
    }
  }

  #end(): never {
    this.#await(TOLD, PATIENCE_MS)
    Atomics.store(this.#words, this.#alarm, ENDING)
    endProcess(EXIT_CODE)
  }

  /** Where this thread is. */
  #stack(): string {
    const at: { stack?: string } = {}
    Error.captureStackTrace(at, this.meet)
    const frames = (at.stack ?? '').split('\n').slice(1)
    const own = frames.filter((frame) => !frame.includes('wasm://'))
    return `thread ${threadId} [running]:\n${own.join('\n')}\n`
  }
}

/** Past every stream: a worker's go by way of the main thread, which may be busy. */
function print(text: string): void {
  writeSync(STDERR, text)
}
