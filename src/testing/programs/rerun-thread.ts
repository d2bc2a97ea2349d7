/**
 * A thread of a program that can stop before any access and go on later: JavaScript cannot suspend a plain function, so
 * it stops by an exception, and goes on by running again from its start with the results that its accesses had. That is
 * the same thread as long as it depends on nothing else, which is checked access by access.
 */
import type { Access } from './access.ts'
import { exploredAtomics, exploredMemory } from './explored-memory.ts'
import type { ThreadBody } from './program.ts'

export type ThreadState = 'ready' | 'waiting' | 'idle' | 'ended' | 'dead'

/** Asked before an access that is new: its result, or undefined to stop the thread there. */
export type Gate = (access: Access) => number | undefined

/** Thrown through the thread to stop it. */
const STOP: unique symbol = Symbol('stopped before an access')

interface Logged {
  readonly name: string
  readonly index: number
  readonly result: number
}

export class RerunThread<Result> {
  readonly index: number
  state: ThreadState = 'ready'
  result: Result | undefined
  /** What the thread threw. */
  thrown: { readonly error: unknown } | undefined
  /** The access that it stopped before, and has yet to make. */
  pending: Access | undefined
  /** Accesses before which it was asked who runs. */
  asked = 0
  /** How often it read each word since memory last changed. */
  readonly repeats: Int32Array
  readonly #run: () => Result
  #log: Logged[] = []
  /** How much of the log this run has come by. */
  #at = 0
  #isStopping = false
  #gate: Gate = () => undefined
  /** What the gate itself threw: not the thread's doing, and not for it to catch. */
  #broken: { readonly error: unknown } | undefined

  constructor(index: number, body: ThreadBody<Result>, words: Int32Array) {
    this.index = index
    this.repeats = new Int32Array(words.length)
    const announce = (access: Access): number => this.#announce(access)
    const memory = exploredMemory(words, announce)
    const atomics = exploredAtomics(memory, announce)
    this.#run = () => body(memory, atomics)
  }

  /** Accesses made so far. */
  get steps(): number {
    return this.#log.length
  }

  reset(): void {
    this.state = 'ready'
    this.result = undefined
    this.thrown = undefined
    this.pending = undefined
    this.asked = 0
    this.repeats.fill(0)
    this.#log = []
  }

  /** Notes an access that was made, so that the thread finds its result when it runs again. */
  note({ name, index }: Access, result: number): void {
    this.#log.push({ name, index, result })
  }

  /** Runs until it stops or ends. */
  advance(gate: Gate): void {
    this.#gate = gate
    this.#at = 0
    this.#isStopping = false
    try {
      this.result = this.#run()
    } catch (error) {
      this.thrown = { error }
    }
    if (this.#broken !== undefined) throw this.#broken.error
    if (this.#isStopping) {
      // It got no further, even if it caught what stopped it.
      this.result = undefined
      this.thrown = undefined
    } else this.state = 'ended'
  }

  #announce(access: Access): number {
    if (this.#isStopping) throw STOP
    const logged = this.#log[this.#at]
    if (logged !== undefined) return this.#repeat(logged, access)
    const result = this.#ask(access)
    if (result === undefined) {
      this.#isStopping = true
      throw STOP
    }
    this.note(access, result)
    this.#at++
    return result
  }

  #ask(access: Access): number | undefined {
    try {
      return this.#gate(access)
    } catch (error) {
      this.#broken = { error }
      return undefined
    }
  }

  #repeat(logged: Logged, access: Access): number {
    this.#at++
    if (logged.name === access.name && logged.index === access.index) return logged.result
    throw new Error(
      `thread ${this.index} does not repeat itself: it made ${logged.name}(${logged.index}) and now makes ${access.name}(${access.index}); it may depend on nothing but shared memory`,
    )
  }
}
