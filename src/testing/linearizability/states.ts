/** The states that a search meets, each with a small number: the same for equal ones. */

export interface NumberedState<State> {
  readonly id: number
  readonly state: State
}

/** `Map` takes -0 for 0; `Object.is` does not. */
const NEGATIVE_ZERO: unique symbol = Symbol('-0')

export class States<State> {
  readonly #known = new Map<unknown, NumberedState<State>>()
  readonly #identify: ((state: State) => unknown) | undefined

  constructor(identify?: (state: State) => unknown) {
    this.#identify = identify
  }

  numbered(state: State): NumberedState<State> {
    const identity = this.#identify === undefined ? state : this.#identify(state)
    const key = Object.is(identity, -0) ? NEGATIVE_ZERO : identity
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const fresh = { id: this.#known.size, state }
    this.#known.set(key, fresh)
    return fresh
  }

  clear(): void {
    this.#known.clear()
  }
}
