/** Making a fresh memory into a map. */
import { own32, refresh, setOwn32, setOwn64, store32 } from './atomics'
import {
  DIRECTORIES,
  Header,
  LAYOUT_VERSION,
  LOCK_SIZE,
  MAGIC,
  SEGMENT_WORD_SIZE,
  Segment,
  SLOT_TABLE,
  UNIT_BITS,
  UNIT_SIZE,
  Unit,
} from './layout'
import * as strategy from './strategies/lock-free/operations'
import { openKeys } from './table/keys'

const LEAST_RESERVE: u32 = 4
const MOST_RESERVE: u32 = 256
const RESERVE_SHIFT: u32 = 5
/** Units that the longest key takes: a full map must still be able to look it up, unless that were a large part of it. */
const LONGEST_KEY: u32 = 66
const LARGE_PART: u32 = 7

function reserveOf(maxUnits: u32): u32 {
  const share = min(max(maxUnits >> RESERVE_SHIFT, LEAST_RESERVE), MOST_RESERVE)
  return max(share, min(LONGEST_KEY, maxUnits / LARGE_PART))
}

/** False if the fixed part does not fit into memory. The magic comes last: without it nobody attaches. */
export function create(
  maxUnits: u32,
  segmentBits: u32,
  shards: u32,
  seed: u64,
  idLow: u64,
  idHigh: u64,
): bool {
  const perSegment = SEGMENT_WORD_SIZE + <u32>offsetof<Segment>()
  const locks = DIRECTORIES + (perSegment << (segmentBits + 1))
  const lockCount = strategy.locksFor(shards)
  // The locks end where the units begin (locks/reader-writer.ts), each in its own line.
  const units = ((locks + LOCK_SIZE - 1) & ~(LOCK_SIZE - 1)) + lockCount * LOCK_SIZE
  const end = units + maxUnits * <u32>offsetof<Unit>()
  const firstUnit = (end + UNIT_SIZE - 1) >> UNIT_BITS
  const pages: i32 = ((firstUnit << UNIT_BITS) + 0xffff) >> 16
  if (memory.size() < pages && memory.grow(pages - memory.size()) < 0) return false
  refresh()
  setOwn32(offsetof<Header>('layoutVersion'), LAYOUT_VERSION)
  setOwn64(offsetof<Header>('seed'), seed)
  setOwn32(offsetof<Header>('maxUnits'), maxUnits)
  setOwn32(offsetof<Header>('segmentBits'), segmentBits)
  setOwn32(offsetof<Header>('slotTable'), SLOT_TABLE)
  setOwn32(offsetof<Header>('directories'), DIRECTORIES)
  setOwn32(offsetof<Header>('units'), units)
  setOwn32(offsetof<Header>('firstUnit'), firstUnit)
  setOwn32(offsetof<Header>('frontier'), firstUnit)
  setOwn32(offsetof<Header>('reserveUnits'), reserveOf(maxUnits))
  setOwn32(offsetof<Header>('lockCount'), lockCount)
  setOwn32(offsetof<Header>('strategy'), strategy.STRATEGY)
  setOwn64(offsetof<Header>('idLow'), idLow)
  setOwn64(offsetof<Header>('idHigh'), idHigh)
  store32(offsetof<Header>('magic'), MAGIC)
  openKeys()
  strategy.open()
  return true
}

/** The layout version of an existing map, 0 if this memory is none, or one of another strategy. */
export function open(): u32 {
  if (own32(offsetof<Header>('magic')) != MAGIC) return 0
  if (own32(offsetof<Header>('strategy')) != strategy.STRATEGY) return 0
  refresh()
  openKeys()
  strategy.open()
  return own32(offsetof<Header>('layoutVersion'))
}
