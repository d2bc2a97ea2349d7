/** Data races of a program's threads: all its words may be shared, and plain accesses may meet in any of them. */
import { ACCESS } from '../explorer/accesses.ts'
import { Journal } from '../explorer/journal.ts'
import { Races } from '../explorer/races/races.ts'
import { Sharing } from '../explorer/sharing.ts'
import type { Access } from './access.ts'

const WORD_BYTES = 4

export class RaceWatch {
  readonly #journal = new Journal()
  readonly #races: Races
  readonly #steps: Int32Array
  readonly #isWatching: boolean

  /** `words` are those that the program's execution works on. */
  constructor(words: number, threads: number, isWatching: boolean) {
    const bytes = (words * WORD_BYTES + 7) & ~7
    const sharing = new Sharing(bytes)
    for (let at = 0; at < bytes; at += WORD_BYTES) {
      sharing.note(0, at, WORD_BYTES, ACCESS.ownStore)
      sharing.note(1, at, WORD_BYTES, ACCESS.ownStore)
    }
    this.#races = new Races(sharing, UNREAD, threads, () => false, this.#journal)
    this.#steps = new Int32Array(threads)
    this.#isWatching = isWatching
  }

  /** The first race of this schedule, in words. */
  get found(): string | undefined {
    const race = this.#races.found
    if (race === undefined) return undefined
    const { address, first, second } = race
    const parties = [first, second].map(
      ({ thread, isPlain, isWrite }) =>
        `thread ${thread} ${isPlain ? '' : 'atomically '}${isWrite ? 'writes' : 'reads'} it`,
    )
    return `a race for word ${address / WORD_BYTES}: ${parties.join(', and unordered with that ')}`
  }

  begin(): void {
    this.#journal.goBack(0)
    this.#races.begin()
    this.#steps.fill(0)
  }

  access(thread: number, access: Access, result: number): void {
    if (!this.#isWatching) return
    const step = (this.#steps[thread] ?? 0) + 1
    this.#steps[thread] = step
    const note = (kind: number): void =>
      this.#races.access(thread, step, access.index * WORD_BYTES, WORD_BYTES, kind)
    if (access.kind === ACCESS.cas) {
      note(ACCESS.load)
      if (access.name !== 'compareExchange' || result === access.operands[0]) note(ACCESS.store)
    } else note(access.kind === ACCESS.wait ? ACCESS.load : access.kind)
  }

  /** All that `before` did happened before what `after` does next. */
  order(before: number, after: number): void {
    if (this.#isWatching) this.#races.order(before, after)
  }
}

/** The outcome of each read and write is told, so no word need be looked at. */
const UNREAD = { at: (): number => 0 }
