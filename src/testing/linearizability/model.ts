/** What an object is when one thread uses it: the specification that a history is held against. */
import type { Unknown } from './history.ts'

/**
 * A deterministic object with an immutable state. State and input alone decide what an operation leaves behind, so that
 * the model also knows the effect of one whose output is unknown.
 *
 * A register that holds a number:
 *
 * ```ts
 * const register: Model<number, { write: number } | 'read', number | undefined> = {
 *   initial: () => 0,
 *   next: (state, input) => (input === 'read' ? state : input.write),
 *   allows: (state, input, output) => input !== 'read' || output === state,
 * }
 * ```
 */
export interface Model<State, Input, Output> {
  initial(): State
  /** The state that the operation leaves. `state` itself is never changed. */
  next(state: State, input: Input): State
  /** Whether the operation can return this output in this state. */
  allows(state: State, input: Input, output: Output): boolean
  /**
   * What part of the object the operation concerns, compared as the keys of a `Map`. An object is linearizable if each
   * of its independent parts is (Herlihy and Wing's locality), so each is checked alone: many short searches instead of
   * a long one. An operation with the part `undefined` concerns all of them and counts in each. Whether it took effect
   * in all at the same instant is then not checked. Without `partition` the object is checked as a whole.
   */
  partition?(input: Input): unknown
  /**
   * A primitive that is the same for equal states and differs for others, compared by `Object.is`. Without it the state
   * itself is that: right for numbers, strings, undefined; equal objects would be taken for different ones, and the
   * search would do again what it has done.
   */
  identify?(state: State): unknown
  /** The operation in words, for the picture of a violation. */
  describe?(input: Input, output: Output | Unknown): string
}
