/**
 * What is known of a schedule beside its memory, so that it can be put back to any moment: a search runs schedules that
 * begin alike, and what was found out on the way that they share need not be found out again.
 */

/** Numbers that a change is noted of, all 0 at first. */
export class Table {
  readonly #journal: Journal
  readonly #id: number
  #values: Int32Array

  constructor(journal: Journal, size: number) {
    this.#journal = journal
    this.#values = new Int32Array(size)
    this.#id = journal.add(this)
  }

  get(index: number): number {
    return this.#values[index] ?? 0
  }

  set(index: number, value: number): void {
    const before = this.#values[index] ?? 0
    if (before === value) return
    this.#journal.note(this.#id, index, before)
    this.#values[index] = value
  }

  /** For `Journal` alone: back to what it was. */
  putBack(index: number, value: number): void {
    this.#values[index] = value
  }

  /** To be of this size from now on. */
  grow(size: number): void {
    const values = new Int32Array(size)
    values.set(this.#values)
    this.#values = values
  }
}

/** Words that a change takes: which table, where, and what was there. */
const CHANGE = 3

export class Journal {
  readonly #tables: Table[] = []
  #changes = new Int32Array(1024 * CHANGE)
  #length = 0

  /** How many changes there were: a moment to go back to. */
  get length(): number {
    return this.#length
  }

  add(table: Table): number {
    return this.#tables.push(table) - 1
  }

  note(table: number, index: number, before: number): void {
    const at = this.#length++ * CHANGE
    if (at === this.#changes.length) this.#grow()
    this.#changes[at] = table
    this.#changes[at + 1] = index
    this.#changes[at + 2] = before
  }

  /** As all was after so many changes. O(changes since). */
  goBack(length: number): void {
    for (let at = (this.#length - 1) * CHANGE; at >= length * CHANGE; at -= CHANGE) {
      const table = this.#tables[this.#changes[at] ?? 0]
      table?.putBack(this.#changes[at + 1] ?? 0, this.#changes[at + 2] ?? 0)
    }
    this.#length = Math.min(this.#length, length)
  }

  #grow(): void {
    const changes = new Int32Array(this.#changes.length * 2)
    changes.set(this.#changes)
    this.#changes = changes
  }
}
