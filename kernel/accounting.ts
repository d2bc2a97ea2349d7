/** Figures for `stats`: sums over slots and units, exact when nothing is under way. */
import { load32, own32 } from './atomics'
import { sizeOf } from './heap/size-classes'
import { CHUNK, KIND, RUN, unitAt, unitState } from './heap/units'
import { CLASSES, Header, SlotEntry, UNIT_BITS, Unit } from './layout'
import { directoryOf, loadRoot } from './table/versions'
import { magazineOf } from './threads/self'
import { ATTACHED, blockAt, hasThread, slotsUsed, stateAt, sum } from './threads/slot-table'

export function size(): u32 {
  return sum(directoryOf(loadRoot()) ? offsetof<SlotEntry>('liveB') : offsetof<SlotEntry>('liveA'))
}

export function threads(): u32 {
  const used = slotsUsed()
  let attached: u32 = 0
  for (let id: u32 = 0; id < used; id++) if (stateAt(id) == ATTACHED) attached++
  return attached
}

/** Bytes in blocks that are out, less what lies free in magazines, and the fixed part. O(units). */
export function usedBytes(): f64 {
  const frontier = own32(offsetof<Header>('frontier'))
  let index = own32(offsetof<Header>('firstUnit'))
  let total = <f64>((<u64>index) << UNIT_BITS)
  while (index < frontier) {
    const state = unitState(index)
    const value = state & ~KIND
    if ((state & KIND) == CHUNK) {
      total += <f64>own32(unitAt(index) + offsetof<Unit>('out')) * <f64>sizeOf(value)
      index++
      continue
    }
    if ((state & KIND) == RUN) total += <f64>((<u64>value) << UNIT_BITS)
    index += max(value, 1)
  }
  return total - inMagazines()
}

function inMagazines(): f64 {
  const used = slotsUsed()
  let total: f64 = 0
  for (let id: u32 = 0; id < used; id++) {
    if (!hasThread(id)) continue
    const slot = blockAt(id)
    for (let sizeClass: u32 = 0; sizeClass < CLASSES; sizeClass++) {
      total += <f64>load32(magazineOf(slot, sizeClass) + 4) * <f64>sizeOf(sizeClass)
    }
  }
  return total
}
