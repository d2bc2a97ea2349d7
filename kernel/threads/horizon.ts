/**
 * How far the changes of a thread are over, told to the others without a line that it writes in each call. Whoever replaces
 * a value that another thread wrote has to know whether that one is still in the middle of it (table/cells.ts). To look into
 * its slot each time is to take a line from under its hands: of two threads that write, each then waits for the other.
 *
 * A thread numbers its changes by its counter of mutations. A block has the number of the change that it was made for, and
 * the horizon of a slot says below which number all are over. It is renewed every PERIOD changes, and by whoever recovers
 * the slot, so a block with one of the PERIOD numbers from there on may be of the change under way, and any other is not.
 * Numbers come round; then a few old blocks look new, and their writer is looked at for nothing.
 *
 * A reference without a block has no room for a number. If it takes the place of another such, and nothing is to be counted,
 * the change need not be announced, and then there is nothing to ask; of one that is, the horizon names the record.
 */
import { load32, own32, setOwn32, store32 } from '../atomics'
import { HORIZONS, SlotEntry, SlotHorizon } from '../layout'
import { entryAt } from './slot-table'

/** The explorer's threads make a few changes each. */
export const PERIOD: u32 = isDefined(EXPLORE) ? 1 : 64

/** Of a block's writer word, below the number. */
const WRITER_BITS: u32 = 7
const NUMBER_MASK: u32 = (1 << (32 - WRITER_BITS)) - 1

function horizonAt(id: u32): usize {
  return HORIZONS + (id << 6)
}

function mutations(id: u32): usize {
  return entryAt(id) + offsetof<SlotEntry>('mutations')
}

/** What a block says of its writer, made by the thread in slot `id` for its next change. */
export function signature(id: u32): u32 {
  return (own32(mutations(id)) << WRITER_BITS) | id
}

/** Before the CAS that gives the record's cell a reference without a block. */
export function announceInline(id: u32, record: usize): void {
  setOwn32(horizonAt(id) + offsetof<SlotHorizon>('inlineTarget'), <u32>record)
}

/** The slot's thread has noted that its change took place: from here on nobody who recovers it will ask. @inline */
export function countChange(id: u32): void {
  const made = own32(mutations(id)) + 1
  setOwn32(mutations(id), made)
  if (made % PERIOD == 0) store32(horizonAt(id) + offsetof<SlotHorizon>('settled'), made)
}

/** For a slot that is recovered: its thread may have died between the two stores of `countChange`. */
export function renewHorizon(id: u32): void {
  const made = own32(mutations(id))
  store32(horizonAt(id) + offsetof<SlotHorizon>('settled'), made - (made % PERIOD))
}

/** Whether the change that `signed` names may still be under way. @inline */
export function isUnsettled(writer: u32, signed: u32): bool {
  const settled = load32(horizonAt(writer) + offsetof<SlotHorizon>('settled'))
  return (((signed >> WRITER_BITS) - settled) & NUMBER_MASK) < PERIOD
}

/** The same of the change that gave the record's cell the reference without a block that it has. @inline */
export function isAnnouncedInline(writer: u32, record: usize): bool {
  return load32(horizonAt(writer) + offsetof<SlotHorizon>('inlineTarget')) == <u32>record
}
