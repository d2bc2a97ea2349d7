/** What a word of shared memory is: kernel/layout.ts seen from an address. */

import { RECORD_CLASS, sizeOfClass } from '../../../map/verify/block-sizes.ts'
import { CHUNK, MemoryView, RUN } from '../../../map/verify/memory-view.ts'
import type { Stage } from '../stage.ts'

type Fields = Readonly<Record<string, number>>
type Struct = 'Header' | 'SlotEntry' | 'SlotHorizon' | 'Segment' | 'Record' | 'Unit' | 'Slot'

/** Offsets in kernel/layout.ts, most of which the kernel does not export: a test compares them. */
export const FIELDS: Readonly<Record<Struct, Fields>> = {
  Header: {
    ...{ magic: 0, layoutVersion: 4, seed: 8, maxUnits: 16, segmentBits: 20, slotTable: 24 },
    ...{
      directories: 28,
      units: 32,
      firstUnit: 36,
      reserveUnits: 40,
      lockCount: 44,
      idLow: 48,
      idHigh: 56,
    },
    ...{ root: 64, strategy: 72, heapLock: 128, frontier: 132, freeUnits: 136, clearLock: 192 },
    ...{ recoveryLock: 196, reaped: 200, slotsUsed: 204, reclaimedAt: 208 },
  },
  SlotEntry: {
    ...{ state: 0, block: 4, liveA: 8, liveB: 12, retries: 16, waits: 20, growths: 24 },
    ...{ mutations: 28, taskId: 32, calls: 36, taskStart: 40, removals: 48 },
    ...{ settlesFor: 56, tenure: 60 },
  },
  SlotHorizon: { settled: 0, inlineTarget: 4 },
  Segment: { used: 0, lock: 4, floor: 8, dead: 16, misses: 20, dirty: 24 },
  Record: { cell: 0, high: 8, identity: 12, expiry: 16, keyInfo: 20, key: 24 },
  Unit: { state: 0, carved: 4, free: 8, out: 12, next: 16, previous: 20, tail: 24 },
  Slot: {
    ...{ tag: 0, length: 4, record: 8, identity: 12, stamp: 16, epoch: 20, version: 24 },
    ...{ number: 32, phase: 64, hand: 68, handSize: 72, handKey: 76, handKeySize: 80 },
    ...{ handRecord: 84, handTable: 88, handTableSize: 92, target: 96, targetIdentity: 100 },
    ...{ expected: 104, liveAt: 112, liveTarget: 116, releasing: 120, moving: 124 },
    ...{ segment: 128, oldTable: 132, oldTableBits: 136, newTableBits: 140, longKey: 144 },
    ...{ longKeySize: 148, inserting: 152, reading: 156 },
  },
}

export class FieldNames {
  readonly #stage: Stage
  readonly #view: MemoryView
  readonly #locks: number
  readonly #units: number
  readonly #details: number
  readonly #firstUnit: number
  /** Names outside the heap, and in threads' slots, are the same in every schedule. */
  readonly #known = new Map<number, string>()

  constructor(stage: Stage) {
    this.#stage = stage
    this.#view = new MemoryView(stage.observer)
    const { kernel } = stage.observer
    const words = 2 * kernel.segments() * this.#view.at('SEGMENT_WORD_SIZE')
    this.#details = this.#view.at('DIRECTORIES') + words
    this.#units = this.#view.header('UNITS')
    this.#locks = this.#units - this.#view.header('LOCK_COUNT') * this.#view.at('LOCK_SIZE')
    this.#firstUnit = this.#view.header('FIRST_UNIT')
  }

  /**
   * Such as `Slot.target`; for a word of a block `block.length`, `.writer`, `.link` or `.data`, or `table.link` and
   * `table.data` if it is a segment's table, one in the making, or one that was just replaced.
   */
  nameOf(address: number): string {
    const known = this.#known.get(address)
    if (known !== undefined) return known
    const fixed = this.#inFixedPart(address) ?? this.#inSlot(address)
    if (fixed === undefined) return this.#inHeap(address)
    this.#known.set(address, fixed)
    return fixed
  }

  #inFixedPart(address: number): string | undefined {
    const view = this.#view
    if (address < view.at('HEADER_SIZE')) return nameIn('Header', address)
    if (address < view.at('SLOT_TABLE')) return 'heap list'
    if (address < view.at('HORIZONS')) {
      return nameIn('SlotEntry', (address - view.at('SLOT_TABLE')) % view.at('ENTRY_SIZE'))
    }
    if (address < view.at('DIRECTORIES')) {
      return nameIn('SlotHorizon', (address - view.at('HORIZONS')) % view.at('HORIZON_SIZE'))
    }
    if (address < this.#details) return 'segment word'
    if (address >= this.#locks && address < this.#units) return 'lock'
    if (address < this.#units) {
      return nameIn('Segment', (address - this.#details) % view.at('SEGMENT_SIZE'))
    }
    if (address >>> view.at('UNIT_BITS') >= this.#firstUnit) return undefined
    return nameIn('Unit', (address - this.#units) % view.at('UNIT_DESCRIPTOR_SIZE'))
  }

  #inSlot(address: number): string | undefined {
    const view = this.#view
    for (const { block } of view.slots()) {
      if (block === 0 || address < block || address >= block + view.at('SLOT_BLOCK')) continue
      const offset = address - block
      if (offset >= view.at('WINDOW')) return 'window'
      if (offset >= view.at('EVIDENCE')) return 'evidence'
      return offset >= view.at('MAGAZINES') ? 'magazine' : nameIn('Slot', offset)
    }
    return undefined
  }

  /** The tables that the word is in: one, and others that have been there and are still named by a slot. */
  #tablesAt(address: number): number[] {
    const { image } = this.#stage
    const tables: (readonly [start: number, slotBits: number])[] = []
    for (let word = this.#view.at('DIRECTORIES'); word < this.#details; word += SLOT_BYTES) {
      tables.push([image.at(word), image.at(word + 4) & TABLE_BITS])
      const dirty =
        this.#details +
        ((word - this.#view.at('DIRECTORIES')) / SLOT_BYTES) * this.#view.at('SEGMENT_SIZE') +
        (FIELDS.Segment.dirty ?? 0)
      tables.push([image.at(dirty), image.at(dirty + 4) & TABLE_BITS])
    }
    for (const { block } of this.#view.slots()) {
      if (block === 0) continue
      const field = (name: string) => image.at(block + (FIELDS.Slot[name] ?? 0))
      tables.push([field('handTable'), field('newTableBits')])
      tables.push([field('oldTable'), field('oldTableBits')])
    }
    return tables
      .filter(([start, slotBits]) => {
        return address >= start && address < start + (SLOT_BYTES << slotBits)
      })
      .map(([start]) => start)
  }

  #inHeap(address: number): string {
    const view = this.#view
    const index = address >>> view.at('UNIT_BITS')
    const state = this.#stage.image.at(this.#units + index * view.at('UNIT_DESCRIPTOR_SIZE'))
    const kind = state >>> KIND_SHIFT
    const value = state & ~(KIND_MASK << KIND_SHIFT)
    const offset = address & (2 ** view.at('UNIT_BITS') - 1)
    if (kind !== CHUNK && kind !== RUN) return 'free unit'
    const tables = this.#tablesAt(address)
    if (tables.some((table) => isLink(address - table))) return 'table.link'
    if (tables.length > 0) return 'table.data'
    if (kind === RUN) return inBlock(offset)
    const size = sizeOfClass(value) ?? 1
    return value === RECORD_CLASS ? nameIn('Record', offset % size) : inBlock(offset % size)
  }
}

/** A segment's word: kernel/table/segments.ts. */
const TABLE_BITS = 31
const SLOT_BYTES = 8

/** A unit's state: kernel/heap/units.ts. */
const KIND_SHIFT = 29
const KIND_MASK = 7

function inBlock(offset: number): string {
  if (offset < 4) return 'block.length'
  if (offset < 8) return 'block.writer'
  return isLink(offset) ? 'block.link' : 'block.data'
}

/** Where a free block has its link: kernel/heap/blocks.ts. */
function isLink(offset: number): boolean {
  return offset >= 8 && offset < 12
}

/** The last field that begins at the offset or before. */
function nameIn(struct: Struct, offset: number): string {
  let name = ''
  for (const [field, start] of Object.entries(FIELDS[struct])) if (start <= offset) name = field
  return `${struct}.${name}`
}
