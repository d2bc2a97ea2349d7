/** New keys, and room for them. All under the map's lock. */
import { load64, own32 } from '../../atomics'
import { Header } from '../../layout'
import { mayReclaim, reclaim } from '../../table/reclaiming'
import { endSlot, find, findIn, segment, segmentAt, segmentWord } from '../../table/segments'
import { directoryOf, loadRoot } from '../../table/versions'
import * as plain from '../lock-free/insert'
import { insertAt, isCrowded } from '../lock-free/insert'
import { copyRead, dirtyOf, growDirty, isAmended, promote } from './dirty'

/** A key that `find` has just not found, into the dirty map; without memory for one the read map takes it, as lock-free's tables do. */
export function insert(slot: usize, id: u32, root: u64): i32 {
  const home = segment
  if (hasRoom(slot, id, home)) {
    findIn(dirtyOf(home))
    if (endSlot) return insertAt(slot, id, home, root, dirtyOf(home), segmentWord, endSlot)
  }
  if (isAmended(home)) promote(slot, id, home)
  find(root)
  return plain.insert(slot, id, root)
}

/** Sees to a dirty map that can take another key. False if there is no memory for it. */
function hasRoom(slot: usize, id: u32, home: usize): bool {
  if (!isAmended(home)) return copyRead(slot, id, home)
  return !isCrowded(home, load64(dirtyOf(home))) || growDirty(slot, id, home)
}

/** What deleted keys still hold may be enough. Whether there was any. */
export function gather(slot: usize, id: u32): bool {
  if (!mayReclaim()) return false
  const isPromoted = promoteAll(slot, id)
  return reclaim(slot, id) || isPromoted
}

/** Whether there was a dirty map in the current directory. */
export function promoteAll(slot: usize, id: u32): bool {
  const directory = directoryOf(loadRoot())
  const segments: u32 = 1 << own32(offsetof<Header>('segmentBits'))
  let isPromoted = false
  for (let index: u32 = 0; index < segments; index++) {
    const home = segmentAt(directory, index)
    if (!isAmended(home)) continue
    promote(slot, id, home)
    isPromoted = true
  }
  return isPromoted
}
