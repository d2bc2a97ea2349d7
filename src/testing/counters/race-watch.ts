/**
 * Looks for data races in a schedule of a counter. A counter orders nothing by other words, so it takes no clocks: a word
 * that several threads touch has to be one that nobody writes, or always be accessed atomically.
 */
import { isPlain, writes } from '../explorer/accesses.ts'

/** A bit for each thread. */
interface Touched {
  all: number
  writers: number
  plain: number
}

export class RaceWatch {
  /** The address of the first word that threads raced for. */
  found: number | undefined
  readonly #words = new Map<number, Touched>()

  begin(): void {
    this.found = undefined
    this.#words.clear()
  }

  note(thread: number, word: number, access: number): void {
    const touched = this.#words.get(word) ?? { all: 0, writers: 0, plain: 0 }
    this.#words.set(word, touched)
    touched.all |= 1 << thread
    if (writes(access)) touched.writers |= 1 << thread
    if (isPlain(access)) touched.plain |= 1 << thread
    const isShared = (touched.all & (touched.all - 1)) !== 0
    if (isShared && touched.writers !== 0 && touched.plain !== 0) this.found ??= word
  }
}
