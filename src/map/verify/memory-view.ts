/** Shared memory as `verify` reads it: words by name of layout, and the heap's units. */
import { CorruptError } from '../../errors.ts'
import { type Layout, offset } from '../../memory/kernel.ts'
import type { Thread } from '../../memory/thread.ts'

/** Kinds of units: kernel/heap/units.ts. */
export const FREE = 1
export const CHUNK = 2
export const RUN = 3

export interface UnitView {
  readonly index: number
  readonly kind: number
  /** Class of a chunk, length in units of a run. */
  readonly value: number
}

export class MemoryView {
  readonly layout: Layout
  readonly #thread: Thread
  #words: Uint32Array
  #wide: BigUint64Array

  constructor(thread: Thread) {
    this.#thread = thread
    this.layout = thread.layout
    this.#words = new Uint32Array(thread.memory.buffer)
    this.#wide = new BigUint64Array(thread.memory.buffer)
    this.#refresh()
  }

  #refresh(): void {
    this.#thread.kernel.committedPages()
    this.#words = new Uint32Array(this.#thread.memory.buffer)
    this.#wide = new BigUint64Array(this.#thread.memory.buffer)
  }

  get bytes(): number {
    return this.#words.length * 4
  }

  at(name: string): number {
    return offset(this.layout, name)
  }

  word(address: number): number {
    this.#check(address, 4)
    return this.#words[address / 4] ?? 0
  }

  /** Read at once, as the kernel stores it. */
  wide(address: number): bigint {
    this.#check(address, 8)
    return Atomics.load(this.#wide, address / 8)
  }

  /** Memory may have grown since the views were made. */
  #check(address: number, size: number): void {
    if (address % size === 0 && address + size <= this.bytes) return
    this.#refresh()
    if (address % size === 0 && address + size <= this.bytes) return
    throw new CorruptError(`there is no word of ${size} bytes at ${address}: a wild pointer`)
  }

  header(name: string): number {
    return this.word(this.at(`HEADER_${name}`))
  }

  /** Whether a thread holds the lock whose word is at `address`: kernel/locks/mutex.ts. */
  isHeld(address: number): boolean {
    return (this.word(address) & this.at('LOCK_OWNER_MASK')) !== 0
  }

  unitAt(index: number): number {
    return this.header('UNITS') + index * this.at('UNIT_DESCRIPTOR_SIZE')
  }

  unit(index: number): UnitView {
    const state = this.word(this.unitAt(index) + this.at('UNIT_STATE'))
    return { index, kind: state >>> 29, value: state & 0x1fffffff }
  }

  unitField(index: number, name: string): number {
    return this.word(this.unitAt(index) + this.at(`UNIT_${name}`))
  }

  /** The head of each chunk and run in order. */
  *units(): Generator<UnitView> {
    const frontier = this.header('FRONTIER')
    let index = this.header('FIRST_UNIT')
    while (index < frontier) {
      const unit = this.unit(index)
      if (unit.kind !== FREE && unit.kind !== CHUNK && unit.kind !== RUN) {
        throw new CorruptError(`unit ${index} is of no kind`)
      }
      yield unit
      const length = unit.kind === CHUNK ? 1 : unit.value
      if (length === 0) throw new CorruptError(`unit ${index} starts a run of no length`)
      index += length
    }
    if (index !== frontier) throw new CorruptError(`the last run ends at ${index}, not ${frontier}`)
  }

  /** Slots that were ever used: entry and block of each. */
  *slots(): Generator<{ id: number; entry: number; block: number; state: number }> {
    const used = this.header('SLOTS_USED')
    for (let id = 0; id < used; id++) {
      const entry = this.at('SLOT_TABLE') + id * this.at('ENTRY_SIZE')
      const state = this.word(entry + this.at('ENTRY_STATE')) & 7
      yield { id, entry, block: this.word(entry + this.at('ENTRY_BLOCK')), state }
    }
  }
}
