/**
 * Versions, stamps and the epoch.
 *
 * A key's version has 53 bits and only grows. Its low 32 bits are the stamp in the record's cell; `high` holds version >> 31
 * and may lag by one: the shared bit 31 tells. A near cache believes what it has while stamp and epoch are those it saw,
 * so a stamp must not return within an epoch, and after `clear` or a reuse of the record no version of a key may return:
 *
 * - `root` holds the version unit C, and no version is ever (C + 1) << 22 or more. A write that would be raises C first.
 * - Each crossing of a multiple of 2^22 by a record, each raise of C, and each `clear` moves the epoch, before the write.
 * - A new record starts above its own last version, its segment's floor, and C << 22. `clear` raises C: so all versions
 *   after it are above all before it. To come round to the same stamp a record must pass 1,024 multiples of 2^22.
 */
import { cas32, cas64, load32, load64 } from '../atomics'
import { Header, Record } from '../layout'

export const UNIT_BITS_OF_VERSION: u32 = 22
const BOUNDARY: u32 = (1 << UNIT_BITS_OF_VERSION) - 1

const EPOCH_SHIFT: u64 = 32
const DIRECTORY_BIT: u32 = 1 << 31
const UNIT_MASK: u64 = (1 << 31) - 1

export function loadRoot(): u64 {
  return load64(offsetof<Header>('root'))
}

export function epochOf(root: u64): u32 {
  return <u32>(root >> EPOCH_SHIFT)
}

export function directoryOf(root: u64): u32 {
  return <u32>(root >> 31) & 1
}

/** The same where it stands, in the top bit. */
export function directoryBit(root: u64): u32 {
  return <u32>root & DIRECTORY_BIT
}

export function firstVersion(root: u64): u64 {
  return (root & UNIT_MASK) << UNIT_BITS_OF_VERSION
}

function withEpoch(root: u64, unit: u64): u64 {
  return (((root >> EPOCH_SHIFT) + 1) << EPOCH_SHIFT) | (root & DIRECTORY_BIT) | unit
}

/** The directories change places, and every version to come is above every version so far. Returns the old root. */
export function switchDirectory(): u64 {
  while (true) {
    const root = loadRoot()
    const next = withEpoch(root, (root & UNIT_MASK) + 1) ^ DIRECTORY_BIT
    if (cas64(offsetof<Header>('root'), root, next) == root) return root
  }
}

/** Whether a write with this stamp is the first of a version unit: then `enterUnit` comes before it. */
export function isBoundary(stamp: u32): bool {
  return (stamp & BOUNDARY) == 0
}

/** Moves the epoch, and C if `version` is above it. */
export function enterUnit(version: u64): void {
  const unit = version >> UNIT_BITS_OF_VERSION
  while (true) {
    const root = loadRoot()
    const next = withEpoch(root, max(root & UNIT_MASK, unit))
    if (cas64(offsetof<Header>('root'), root, next) == root) return
  }
}

/** The version that belongs to a stamp just loaded from the record's cell; valid if the cell has not changed since. */
export function versionOf(record: usize, stamp: u32): u64 {
  let high = load32(record + offsetof<Record>('high'))
  if ((high & 1) != stamp >> 31) high++
  return ((<u64>high) << 31) | (stamp & 0x7fffffff)
}

/** Brings `high` up to date, so that it never lags by two. */
export function syncHigh(record: usize, stamp: u32): void {
  const high = load32(record + offsetof<Record>('high'))
  if ((high & 1) != stamp >> 31) cas32(record + offsetof<Record>('high'), high, high + 1)
}
