/**
 * Who has which block. Each block of the heap must be claimed exactly once: by an entry, a table, a free list, a magazine
 * or a slot. A bit for each 8 bytes of memory, so that millions of entries are checked in little space.
 */
import { CorruptError } from '../../errors.ts'
import { classOfSize, sizeOfClass } from './block-sizes.ts'
import { CHUNK, type MemoryView, RUN } from './memory-view.ts'

export class Claims {
  readonly #view: MemoryView
  readonly #bits: Uint8Array

  constructor(view: MemoryView) {
    this.#view = view
    this.#bits = new Uint8Array(Math.ceil(view.bytes / 64))
  }

  /** Claims a block of at least `size` bytes. */
  claim(address: number, size: number, by: string): void {
    const sizeClass = classOfSize(size)
    if (sizeClass === undefined) this.#claimRun(address, size, by)
    else this.claimOfClass(address, sizeClass, by)
  }

  claimOfClass(address: number, sizeClass: number, by: string): void {
    const unit = this.#view.unit(this.#unitOf(address))
    const size = sizeOfClass(sizeClass)
    if (unit.kind !== CHUNK || unit.value !== sizeClass || size === undefined) {
      throw new CorruptError(`${by} has ${address}, which is not in a chunk of class ${sizeClass}`)
    }
    const place = (address - this.#startOf(unit.index)) / size
    if (!Number.isInteger(place) || place >= this.#view.unitField(unit.index, 'CARVED')) {
      throw new CorruptError(`${by} has ${address}, which is no block of its chunk`)
    }
    this.#set(address, by)
  }

  #claimRun(address: number, size: number, by: string): void {
    const unit = this.#view.unit(this.#unitOf(address))
    const isHead = address === this.#startOf(unit.index)
    if (unit.kind !== RUN || !isHead || unit.value !== Math.ceil(size / this.#unitSize)) {
      throw new CorruptError(`${by} has ${address}, which is no run for ${size} bytes`)
    }
    this.#set(address, by)
  }

  /** After all have claimed: nothing that is out may be without an owner. */
  expectComplete(): void {
    for (const unit of this.#view.units()) {
      const start = this.#startOf(unit.index)
      if (unit.kind === RUN) this.#expect(start, `the run of ${unit.value} units`)
      if (unit.kind !== CHUNK) continue
      const size = sizeOfClass(unit.value)
      if (size === undefined) throw new CorruptError(`unit ${unit.index} has class ${unit.value}`)
      const carved = this.#view.unitField(unit.index, 'CARVED')
      for (let i = 0; i < carved; i++) this.#expect(start + i * size, `a block of ${size} bytes`)
    }
  }

  #expect(address: number, what: string): void {
    if (this.#isSet(address)) return
    throw new CorruptError(`${what} at ${address} is lost: nobody has it and it is not free`)
  }

  #set(address: number, by: string): void {
    if (this.#isSet(address)) throw new CorruptError(`${by} has ${address}, which is another's too`)
    const byte = address >>> 6
    this.#bits[byte] = (this.#bits[byte] ?? 0) | (1 << ((address >>> 3) & 7))
  }

  #isSet(address: number): boolean {
    return ((this.#bits[address >>> 6] ?? 0) & (1 << ((address >>> 3) & 7))) !== 0
  }

  get #unitSize(): number {
    return 2 ** this.#view.at('UNIT_BITS')
  }

  #unitOf(address: number): number {
    const index = Math.floor(address / this.#unitSize)
    const isHeap =
      address % 8 === 0 &&
      index >= this.#view.header('FIRST_UNIT') &&
      index < this.#view.header('FRONTIER')
    if (isHeap) return index
    throw new CorruptError(`${address} is not an address in the heap`)
  }

  #startOf(unit: number): number {
    return unit * this.#unitSize
  }
}
