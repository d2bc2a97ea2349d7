/** Programs of a few threads over one shared memory, as their author writes them and `explore` runs them. */

/** What a thread may do to shared memory; the global `Atomics` is one of these. As in ECMA-262, for words of 32 bits. */
export interface ExploredAtomics {
  add(memory: Int32Array, index: number, value: number): number
  and(memory: Int32Array, index: number, value: number): number
  compareExchange(memory: Int32Array, index: number, expected: number, value: number): number
  exchange(memory: Int32Array, index: number, value: number): number
  load(memory: Int32Array, index: number): number
  notify(memory: Int32Array, index: number, count?: number): number
  or(memory: Int32Array, index: number, value: number): number
  store(memory: Int32Array, index: number, value: number): number
  sub(memory: Int32Array, index: number, value: number): number
  wait(
    memory: Int32Array,
    index: number,
    value: number,
    timeout?: number,
  ): 'ok' | 'not-equal' | 'timed-out'
  xor(memory: Int32Array, index: number, value: number): number
}

/**
 * One thread, from its start to its end. It is run many times, again and again from its start, so it must depend on
 * nothing but `memory`: no outer variables that it changes, no time, no chance. Code that takes its `Atomics` as an
 * argument is explored as it is shipped.
 */
export type ThreadBody<Result> = (memory: Int32Array, atomics: ExploredAtomics) => Result

/** How a schedule ended. */
export interface End<Result> {
  readonly memory: Int32Array
  /** What each thread returned; undefined for one that died. */
  readonly results: readonly (Result | undefined)[]
  readonly dead: readonly number[]
}

export interface Program<Result> {
  /** 32-bit words of shared memory. */
  readonly words: number
  /** Before the threads start, with all words 0. */
  readonly setup?: (memory: Int32Array, atomics: ExploredAtomics) => void
  readonly threads: readonly ThreadBody<Result>[]
  /** What has to hold after every schedule: throws, or returns what is wrong. */
  readonly check?: (end: End<Result>) => string | undefined
}

export interface ExploreOptions {
  /** Most preemptions in a schedule, 0 to 10 (default 3): most bugs need two or fewer. */
  readonly preemptions?: number
  /** Most schedules (default 100,000). */
  readonly schedules?: number
  /** Also stop each thread for ever before each of its writes and waits, in every schedule (default false). */
  readonly deaths?: boolean
  /**
   * A thread that reads one word more often than this while memory stands still is taken to spin: it goes on when a word
   * changes, or nobody else can (default 8). Raise it for code that does so and does not spin.
   */
  readonly spins?: number
  /** Report unsynchronised accesses too: plain ones by two threads, at least one a write (default true). */
  readonly races?: boolean
}

export interface ProgramViolation {
  /** What is wrong, in words. */
  readonly fault: string
  /** For `replay`. */
  readonly schedule: string
  /** Each access of the schedule, one a line. */
  readonly trace: readonly string[]
}

export interface ProgramExploration {
  readonly schedules: number
  /** Accesses to shared memory. */
  readonly steps: number
  /** Different states in which it was chosen who runs. */
  readonly states: number
  /** Whether all schedules within the bound were run, or begin with a state that was met before. */
  readonly isComplete: boolean
  readonly violation?: ProgramViolation
}
