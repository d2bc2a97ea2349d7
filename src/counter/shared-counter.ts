/** The counter that threads share: the kernel of kernel/counter/ with checks, errors and a life. */
import { ClosedError, ValueError } from '../errors.ts'
import { checkName, checkOptions } from '../map/options.ts'
import type {
  Added,
  CounterStats,
  SharedCounterHandle,
  SharedCounterOptions,
  Stripes,
} from './counter.ts'
import { type CounterTicket, counterHandleOf, counterTicket, counterTicketOf } from './handle.ts'
import { attachCounter, type CounterKernel, createCounter } from './kernel.ts'
import { checkInitial, checkStriped } from './options.ts'

/**
 * A counter of safe integers that all threads share, in one of two forms. The plain form is one atomic word, linearizable.
 * The striped one has a cell for each of several threads: adding scales with them, reading sums up.
 *
 * Nothing is ever held or waited for: a thread that dies in a call has made its change or has not.
 */
export class SharedCounter<Striped extends Stripes = false> {
  readonly #ticket: CounterTicket
  readonly #isStriped: boolean
  #kernel: CounterKernel

  /**
   * Makes a new counter and attaches the calling thread to it.
   *
   * @throws {OptionError} `ERR_OPTION` @throws {FullError} `ERR_FULL` if the system has no address space for another one
   */
  constructor(options?: SharedCounterOptions<Striped>)
  /** Not for use: `SharedCounter.attach` is. */
  constructor(options: SharedCounterOptions<Striped>, existing: CounterTicket)
  constructor(options: SharedCounterOptions<Striped> = {}, existing?: CounterTicket) {
    checkOptions(options)
    this.#ticket = existing ?? makeTicket(options)
    this.#kernel = attachCounter(this.#ticket.memory)
    this.#isStriped = this.#kernel.stripes() > 0
  }

  /**
   * Attaches the calling thread to an existing counter: in any thread, as often as you like. O(1).
   *
   * @throws {HandleError} `ERR_HANDLE_INVALID`, `ERR_HANDLE_VERSION`
   */
  static attach<Striped extends Stripes = false>(
    handle: SharedCounterHandle<Striped>,
  ): SharedCounter<Striped> {
    return new SharedCounter<Striped>({}, counterTicketOf(handle))
  }

  /**
   * Adds a safe integer, and returns the new value; nothing if the counter is striped. O(1), but for other threads' adds to
   * the same word or cell at the same time.
   *
   * @throws {ValueError} `ERR_VALUE_TYPE` for anything but a safe integer, `ERR_VALUE_TOO_LARGE` if the value would then be
   * beyond the safe integers; each leaves the counter as it was. A striped counter finds out at the next `value` or `reset`
   */
  add(by?: number): Added<Striped>
  add(by = 1): unknown {
    if (!Number.isSafeInteger(by)) throw byError(by)
    const sum = this.#kernel.add(by)
    if (Number.isNaN(sum)) throw rangeError(`adding ${by} would take it`)
    return this.#isStriped ? undefined : sum
  }

  /** Adds 1. */
  increment(): Added<Striped> {
    return this.add(1)
  }

  /** Adds -1. */
  decrement(): Added<Striped> {
    return this.add(-1)
  }

  /**
   * The value; of a striped counter the sum of its cells, which is exact when no add is under way. O(1), or O(stripes).
   *
   * @throws {ValueError} `ERR_VALUE_TOO_LARGE` if a striped counter's is beyond the safe integers
   */
  get value(): number {
    const value = this.#kernel.value()
    if (Number.isNaN(value)) throw rangeError('its adds have taken it')
    return value
  }

  /**
   * Takes the value off, and returns it: an atomic exchange for 0. Of a striped counter too each add is in the result of
   * exactly one reset, or still counted; one that is made meanwhile may be counted after it. O(1), or O(stripes) for each
   * other reset that comes between.
   *
   * @throws {ValueError} `ERR_VALUE_TOO_LARGE` as for `value`; nothing is taken then
   */
  reset(): number {
    const value = this.#kernel.reset()
    if (Number.isNaN(value)) throw rangeError('its adds have taken it')
    return value
  }

  /** The ticket for other threads. */
  get handle(): SharedCounterHandle<Striped> {
    this.#kernel.stripes()
    return counterHandleOf(this.#ticket)
  }

  /** Ends this instance; the counter lives on as long as any thread has it. Closing twice is closing once. */
  close(): void {
    this.#kernel = CLOSED
  }

  [Symbol.dispose](): void {
    this.close()
  }

  /** Figures of this instance and its counter. */
  stats(): CounterStats {
    const { name } = this.#ticket
    return { name, stripes: this.#kernel.stripes(), retries: this.#kernel.retries() }
  }
}

function makeTicket(options: SharedCounterOptions): CounterTicket {
  const stripes = checkStriped(options.striped)
  const initial = checkInitial(options.initial)
  const name = checkName(options.name)
  return counterTicket(createCounter(stripes, initial), name)
}

function byError(by: unknown): ValueError {
  return new ValueError(
    'ERR_VALUE_TYPE',
    `a counter adds safe integers, not ${String(by)}: round it, or count in smaller units`,
  )
}

function rangeError(what: string): ValueError {
  return new ValueError(
    'ERR_VALUE_TOO_LARGE',
    `a counter counts from -(2^53 - 1) to 2^53 - 1, and ${what} beyond: reset it in time, or count in larger units`,
  )
}

/** The kernel of a closed instance: whatever is called, it refuses. */
const CLOSED: CounterKernel = new Proxy(Object.create(null), {
  get() {
    throw new ClosedError('this instance was closed: attach to the handle again')
  },
})
