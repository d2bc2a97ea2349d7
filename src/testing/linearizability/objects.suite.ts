/** Objects that are not maps, to be checked: a register and a queue. */
import type { Model } from './model.ts'

export type RegisterInput = 'read' | { readonly write: number }

/** Holds 0 at first. */
export const register: Model<number, RegisterInput, number | undefined> = {
  initial: () => 0,
  next: (state, input) => (input === 'read' ? state : input.write),
  allows: (state, input, output) => input !== 'read' || output === state,
}

export type QueueInput = 'dequeue' | { readonly enqueue: string }

/** First in, first out; undefined from an empty one. */
export const queue: Model<readonly string[], QueueInput, string | undefined> = {
  initial: () => [],
  next: (state, input) => (input === 'dequeue' ? state.slice(1) : [...state, input.enqueue]),
  allows: (state, input, output) => input !== 'dequeue' || output === state[0],
  identify: (state) => state.join(),
}
