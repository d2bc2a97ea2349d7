/** A class whose field is a map that several threads have: nothing in its methods says so. */
import { SharedMap, type SharedMapHandle } from '../../index.ts'

/** When each session ends, by its id. */
export type SessionsHandle = SharedMapHandle<string, number>

export class Sessions {
  readonly #endings: SharedMap<string, number>

  constructor(handle: SessionsHandle) {
    this.#endings = SharedMap.attach(handle)
  }

  put(id: string, ending: number): void {
    this.#endings.set(id, ending)
  }

  /** Whether there was such a session. */
  remove(id: string): boolean {
    return this.#endings.delete(id)
  }

  /** Removes what has ended by now. Returns how many. */
  sweep(now: number): number {
    let swept = 0
    for (const [id, ending] of this.#endings) {
      if (ending <= now && this.#endings.delete(id)) swept++
    }
    return swept
  }
}
