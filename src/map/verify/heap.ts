/** The free side of the heap: lists of chunks and runs, free lists in chunks, magazines. */
import { CorruptError } from '../../errors.ts'
import { RECORD_CLASS, sizeOfClass } from './block-sizes.ts'
import type { Claims } from './claims.ts'
import { CHUNK, FREE, type MemoryView } from './memory-view.ts'

/** Where free blocks keep their links: kernel/heap/blocks.ts. */
const RECORD_LINK = 24
const BLOCK_LINK = 8
/** States of slots with a thread: kernel/threads/slot-table.ts. */
const ATTACHED = 2

export function claimFreeBlocks(view: MemoryView, claims: Claims): void {
  for (const unit of view.units()) {
    if (unit.kind !== CHUNK) continue
    let free = 0
    for (const block of chain(view, view.unitField(unit.index, 'FREE'), unit.value)) {
      claims.claimOfClass(block, unit.value, `the free list of chunk ${unit.index}`)
      free++
    }
    const out = view.unitField(unit.index, 'CARVED') - free
    if (out !== view.unitField(unit.index, 'OUT')) {
      throw new CorruptError(`chunk ${unit.index} has ${out} blocks out, and counts otherwise`)
    }
  }
}

export function claimMagazines(view: MemoryView, claims: Claims): void {
  for (const { id, block, state } of view.slots()) {
    if (state !== ATTACHED) continue
    for (let sizeClass = 0; sizeClass < view.at('CLASSES'); sizeClass++) {
      const magazine = block + view.at('MAGAZINES') + sizeClass * 8
      let held = 0
      for (const free of chain(view, view.word(magazine), sizeClass)) {
        claims.claimOfClass(free, sizeClass, `the magazine of slot ${id}`)
        held++
      }
      if (held !== view.word(magazine + 4)) {
        throw new CorruptError(
          `slot ${id} counts ${view.word(magazine + 4)} blocks of class ${sizeClass}, not ${held}`,
        )
      }
    }
  }
}

/** Slots' own blocks: two share a unit, which the even one has. */
export function claimSlots(view: MemoryView, claims: Claims): void {
  for (const { id, block } of view.slots()) {
    if (block === 0 || id % 2 === 1) continue
    claims.claim(block, view.at('SLOT_BLOCK') * 2, `slot ${id}`)
  }
}

/** A claim twice is what stops a chain that bites its tail. */
function* chain(view: MemoryView, first: number, sizeClass: number): Generator<number> {
  const link = sizeClass === RECORD_CLASS ? RECORD_LINK : BLOCK_LINK
  for (let block = first; block !== 0; block = view.word(block + link)) yield block
}

/** Each chunk with room, and each free run, is in its list, and nothing else is. */
export function checkLists(view: MemoryView): void {
  const listed = new Set<number>()
  const lists = view.at('CHUNK_LISTS')
  for (let i = 0; i < view.at('CLASSES') + view.at('RUN_BINS'); i++) {
    let previous = 0
    for (let index = view.word(lists + i * 4); index !== 0; index = view.unitField(index, 'NEXT')) {
      if (listed.has(index)) throw new CorruptError(`unit ${index} is in a list twice`)
      if (view.unitField(index, 'PREVIOUS') !== previous) {
        throw new CorruptError(`unit ${index} does not know its neighbour in the list`)
      }
      listed.add(index)
      previous = index
    }
  }
  let freeUnits = 0
  for (const unit of view.units()) {
    if (unit.kind === FREE) freeUnits += unit.value
    const belongs =
      unit.kind === FREE || (unit.kind === CHUNK && hasRoom(view, unit.index, unit.value))
    if (listed.delete(unit.index) !== belongs) {
      throw new CorruptError(
        `unit ${unit.index} ${belongs ? 'misses in' : 'should not be in'} its list`,
      )
    }
  }
  if (listed.size > 0) throw new CorruptError(`units ${[...listed]} are in lists and no heads`)
  if (freeUnits !== view.header('FREE_UNITS')) {
    throw new CorruptError(`${freeUnits} units are free, and ${view.header('FREE_UNITS')} counted`)
  }
}

function hasRoom(view: MemoryView, index: number, sizeClass: number): boolean {
  const capacity = Math.floor(2 ** view.at('UNIT_BITS') / (sizeOfClass(sizeClass) ?? 1))
  return view.unitField(index, 'FREE') !== 0 || view.unitField(index, 'CARVED') < capacity
}
