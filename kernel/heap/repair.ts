/**
 * What to do when a thread died, or was aborted, while it held the heap's lock. The caller holds the lock on its behalf.
 * The blocks on their way are settled first, each by one look at the lists they may be in; then the lists of chunks and
 * runs are made anew from the units' states: linear in units, without a look into any chunk but those concerned.
 */
import { own32, own64, setOwn32, store32, zeroOwn } from '../atomics'
import { CHUNK_LISTS, CLASSES, Header, Record, RUN_BINS, Slot, UNIT_BITS, Unit } from '../layout'
import { keyBlockSize } from '../table/keys'
import { isBlock } from '../table/references'
import { enter, IDLE, phaseOf, REPLACED } from '../threads/intents'
import { carveAddress, isFull, isReleased, linkOf, listChunk } from './chunks'
import { LARGEST } from './size-classes'
import { CHUNK, FREE, KIND, listRun, RUN, setUnitState, unitAt, unitState } from './units'

/** Settles what this slot's thread had on its way between magazines, chunks and runs. */
export function settleMoving(slot: usize): void {
  forgetFree(slot, offsetof<Slot>('hand'), offsetof<Slot>('handSize'))
  forgetFree(slot, offsetof<Slot>('handKey'), offsetof<Slot>('handKeySize'))
  forgetFree(slot, offsetof<Slot>('handTable'), offsetof<Slot>('handTableSize'))
  forgetFree(slot, offsetof<Slot>('longKey'), offsetof<Slot>('longKeySize'))
  forgetFreeValue(slot)
  forgetFreeKey(slot)
  const moving = own32(slot + offsetof<Slot>('moving'))
  if (!moving) return
  const index = moving >> UNIT_BITS
  if (index < own32(offsetof<Header>('frontier'))) settleBlock(slot, index, moving)
  setOwn32(slot + offsetof<Slot>('moving'), 0)
}

function settleBlock(slot: usize, index: u32, block: u32): void {
  const state = unitState(index)
  const unit = unitAt(index)
  if ((state & KIND) == RUN) setUnitState(index, FREE | (state & ~KIND))
  if ((state & KIND) != CHUNK) return
  const sizeClass = state & ~KIND
  const inChunk = own32(unit + offsetof<Unit>('free')) == block
  const carved = block < carveAddress(index, unit, sizeClass)
  if (!inChunk && carved && !isReleased(slot, block, sizeClass)) {
    setOwn32(linkOf(block, sizeClass), own32(unit + offsetof<Unit>('free')))
    setOwn32(unit + offsetof<Unit>('free'), block)
  }
  recount(unit, sizeClass)
}

/**
 * A run is named by a slot's word before it is taken, and until it is given back: if its units are free, either it was not
 * yet taken, or it has been given back.
 */
function forgetFree(slot: usize, word: usize, size: usize): void {
  if (own32(slot + size) > LARGEST && isFree(own32(slot + word))) setOwn32(slot + word, 0)
}

/** The same for the value that a change replaced: what is counted, is counted before it is freed. */
function forgetFreeValue(slot: usize): void {
  const reference = <u32>own64(slot + offsetof<Slot>('expected'))
  if (phaseOf(slot) == REPLACED && isBlock(reference) && isFree(reference & ~7)) enter(slot, IDLE)
}

/** The same for the key of a record that is being given back. */
function forgetFreeKey(slot: usize): void {
  const record: usize = own32(slot + offsetof<Slot>('releasing'))
  if (!record) return
  const size = keyBlockSize(own32(record + offsetof<Record>('keyInfo')))
  if (size > LARGEST && isFree(own32(record + offsetof<Record>('key'))))
    store32(record + offsetof<Record>('keyInfo'), 0)
}

/** Whether what stands there, if anything, is neither a run nor in a chunk. */
function isFree(address: u32): bool {
  const index = address >> UNIT_BITS
  return index >= own32(offsetof<Header>('frontier')) || (unitState(index) & KIND) == FREE
}

function recount(unit: usize, sizeClass: u32): void {
  let free: u32 = 0
  for (let block = own32(unit + offsetof<Unit>('free')); block; ) {
    free++
    block = own32(linkOf(block, sizeClass))
  }
  setOwn32(unit + offsetof<Unit>('out'), own32(unit + offsetof<Unit>('carved')) - free)
}

/** Makes every list of the heap anew. */
export function rebuildLists(): void {
  zeroOwn(CHUNK_LISTS, (CLASSES + RUN_BINS) << 2)
  setOwn32(offsetof<Header>('freeUnits'), 0)
  const frontier = own32(offsetof<Header>('frontier'))
  let index = own32(offsetof<Header>('firstUnit'))
  while (index < frontier) {
    const state = unitState(index)
    const value = state & ~KIND
    const length = (state & KIND) == CHUNK ? 1 : value
    for (let i = index; i < index + length; i++) setOwn32(unitAt(i) + offsetof<Unit>('tail'), 0)
    if ((state & KIND) == FREE) listRun(index, length)
    else if ((state & KIND) == CHUNK && !isFull(unitAt(index), value)) listChunk(index, value)
    index += length
  }
}
