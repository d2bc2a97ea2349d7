/**
 * What to do before a map is called full: tombstones still hold a record, a key and a place in a table each. Rebuilding
 * their segments gives them back. A header word keeps how many deletes there had been when nothing more was found, so
 * that a full map does not look again at every insert.
 */
import { load32, load64, store32 } from '../atomics'
import { Header, SlotEntry } from '../layout'
import { sum } from '../threads/slot-table'
import { referenceOf } from './cells'
import { rebuild } from './growth'
import { isLive } from './references'
import { SEALED, segmentAt, slotRecord, tableBits, tableOf } from './segments'
import { directoryOf, loadRoot } from './versions'

/** Whether there was a delete since nothing was found. */
export function mayReclaim(): bool {
  return sum(offsetof<SlotEntry>('removals')) != load32(offsetof<Header>('reclaimedAt'))
}

/** Rebuilds every segment with tombstones. False if there were none. */
export function reclaim(slot: usize, id: u32): bool {
  const removals = sum(offsetof<SlotEntry>('removals'))
  if (removals == load32(offsetof<Header>('reclaimedAt'))) return false
  const root = loadRoot()
  let found = false
  const segments: u32 = 1 << load32(offsetof<Header>('segmentBits'))
  for (let index: u32 = 0; index < segments; index++) {
    const segment = segmentAt(directoryOf(root), index)
    const word = load64(segment)
    if (!countTombstones(segment, word)) continue
    if (rebuild(slot, id, segment, word, root, true)) found = true
  }
  if (!found) store32(offsetof<Header>('reclaimedAt'), removals)
  return found
}

/** The dead ones included that a rebuild without memory left. Stops at once if the table is replaced: only the slots of one in use are records. */
function countTombstones(segment: usize, word: u64): u32 {
  const table = tableOf(word)
  if (!table) return 0
  let tombstones: u32 = 0
  for (let at = table; at < table + (8 << tableBits(word)); at += 8) {
    const taken = load64(at)
    if (taken <= SEALED) continue
    if (load64(segment) != word) return 0
    if (!isLive(referenceOf(load64(slotRecord(taken))))) tombstones++
  }
  return tombstones
}
