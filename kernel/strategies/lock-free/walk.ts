/** Reading records found by walking the tables: they may have become another key's since. */
import { inMemory, load32, load64, own32, reach, setOwn32, setOwn64 } from '../../atomics'
import { Record, Slot, WINDOW_SIZE } from '../../layout'
import { referenceOf } from '../../table/cells'
import { isInline, KEY_LENGTH_MASK, KIND_SHIFT, NUMBER_KEY } from '../../table/keys'
import { isLive, NONE } from '../../table/references'
import { loadRoot } from '../../table/versions'
import { windowOf } from '../../threads/self'
import { readRecord } from './read'

/** The value of a record that is still the key's with that identity; its tag, or NONE. */
export function readKnown(slot: usize, record: usize, identity: u32): u32 {
  reach(record, offsetof<Record>())
  while (true) {
    const root = loadRoot()
    const cell = load64(record)
    if (load32(record + offsetof<Record>('identity')) != identity || !isLive(referenceOf(cell)))
      return NONE
    if (readRecord(slot, record, cell, root)) return own32(slot + offsetof<Slot>('tag'))
  }
}

/** The key's kind, 0 if the record is another's or without a value; its length and bytes from `from` on as results. */
export function readKey(slot: usize, record: usize, identity: u32, from: u32): u32 {
  reach(record, offsetof<Record>())
  while (true) {
    const cell = load64(record)
    if (load32(record + offsetof<Record>('identity')) != identity || !isLive(referenceOf(cell)))
      return 0
    const info = load32(record + offsetof<Record>('keyInfo'))
    copyKey(slot, info, load64(record + offsetof<Record>('key')), from)
    // A free record has its link where the key was: only one that had a value all along has the key.
    if (load64(record) == cell) return info >> KIND_SHIFT
  }
}

function copyKey(slot: usize, info: u32, word: u64, from: u32): void {
  const length = info & KEY_LENGTH_MASK
  const window = windowOf(slot)
  setOwn32(slot + offsetof<Slot>('length'), length)
  if (info >> KIND_SHIFT == NUMBER_KEY) setOwn64(slot + offsetof<Slot>('number'), word)
  else if (isInline(info)) setOwn64(window, word)
  else if (from < length) {
    const source = <usize>(<u32>word) + from
    const bytes = min(length - from, WINDOW_SIZE)
    if (!inMemory(source, (bytes + 7) & ~7)) return
    for (let at: u32 = 0; at < bytes; at += 8) setOwn64(window + at, load64(source + at))
  }
}
