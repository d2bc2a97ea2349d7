/** The map's side: segments, tables, records, values. */
import { CorruptError } from '../../errors.ts'
import type { Thread } from '../../memory/thread.ts'
import { copySegment } from '../walk.ts'
import { RECORD_CLASS } from './block-sizes.ts'
import type { Claims } from './claims.ts'
import type { MemoryView } from './memory-view.ts'

/** kernel/table/references.ts. */
const SPECIAL = 0
const INTEGER = 1
const DEAD = 0
const ABSENT = 1
const LAST_SPECIAL = 4
const HEADER_BYTES = 8
const INLINE_KEY = 8
const VERSION_UNIT_BITS = 22n
/** kernel/table/segments.ts. */
const TABLE_BITS = 31
const SLOT_BYTES = 8
const SEALED = 1

export interface Census {
  entries: number
  records: number
}

/** Checks what holds also while others write: each record leads to itself, each cell is one there can be. */
export function checkRecords(thread: Thread, view: MemoryView): Census {
  const census: Census = { entries: 0, records: 0 }
  for (let index = 0; index < thread.kernel.segments(); index++) {
    // After a clear the other directory's segment is the current one, and these records await their sweep.
    const segment = thread.kernel.segmentOf(index)
    const isCleared = (): boolean => thread.kernel.segmentOf(index) !== segment
    const records = copySegment(thread, index)
    const seen = new Set<number>()
    for (let i = 0; i < records.length; i += 2) {
      const record = (records[i] ?? 0) >>> 0
      if (seen.has(record)) throw new CorruptError(`record ${record} is twice in segment ${index}`)
      seen.add(record)
      census.records++
      if (checkRecord(thread, view, record, records[i + 1] ?? 0, isCleared)) census.entries++
    }
  }
  return census
}

/** Whether the record has a value. */
function checkRecord(
  thread: Thread,
  view: MemoryView,
  record: number,
  identity: number,
  isCleared: () => boolean,
): boolean {
  while (true) {
    const cell = view.wide(record)
    const isTheSame = (): boolean =>
      view.wide(record) === cell &&
      view.word(record + view.at('RECORD_IDENTITY')) === identity >>> 0
    const found = describe(Number(cell & 0xffffffffn))
    if (found === 'dead') return false
    if (found === 'impossible' && isTheSame()) {
      throw new CorruptError(`record ${record} has the impossible cell ${cell.toString(16)}`)
    }
    if (thread.kernel.isReachable(record) === 0) {
      if (isCleared()) return false
      if (isTheSame() && thread.kernel.isReachable(record) === 0 && isTheSame() && !isCleared()) {
        throw new CorruptError(`the key of record ${record} does not lead to it`)
      }
      if (view.word(record + view.at('RECORD_IDENTITY')) !== identity >>> 0) return false
      continue
    }
    checkVersion(view, record, cell)
    return found === 'live'
  }
}

function describe(reference: number): 'live' | 'absent' | 'dead' | 'impossible' {
  const tag = reference & 7
  if (tag === INTEGER) return 'live'
  if (tag !== SPECIAL) return 'live'
  const which = reference >>> 10
  if (which === DEAD) return 'dead'
  if (which === ABSENT) return 'absent'
  return which <= LAST_SPECIAL ? 'live' : 'impossible'
}

/** No version is beyond the unit that `root` has reached. The root only grows: read it last. */
function checkVersion(view: MemoryView, record: number, cell: bigint): void {
  const stamp = cell >> 32n
  let high = BigInt(view.word(record + view.at('RECORD_HIGH')))
  if ((high & 1n) !== stamp >> 31n) high++
  const version = (high << 31n) | (stamp & 0x7fffffffn)
  const reached = view.wide(view.at('HEADER_ROOT')) & 0x7fffffffn
  if (version >> VERSION_UNIT_BITS > reached && view.wide(record) === cell) {
    throw new CorruptError(`record ${record} has version ${version}, beyond unit ${reached}`)
  }
}

/**
 * Of `sync-map`: a segment's dirty table has each record of the segment's own table that is not dead. To be called while nobody
 * writes, and before a walk promotes it.
 */
export function checkDirtyTables(thread: Thread, view: MemoryView): void {
  for (let index = 0; index < 2 * thread.kernel.segments(); index++) {
    const dirty = new Set(recordsIn(view, dirtyWordAt(thread, view, index)))
    if (dirty.size === 0) continue
    for (const record of recordsIn(view, segmentWordAt(view, index))) {
      if (dirty.has(record) || describe(view.word(record)) === 'dead') continue
      throw new CorruptError(`record ${record} of segment ${index} is not in its dirty table`)
    }
  }
}

/** Claims every table, record, key and value of both directories; to be called while nobody writes. */
export function claimEntries(thread: Thread, view: MemoryView, claims: Claims): void {
  for (let index = 0; index < 2 * thread.kernel.segments(); index++) {
    const word = segmentWordAt(view, index)
    const dirty = dirtyWordAt(thread, view, index)
    claimTable(view, claims, word, `segment ${index}`)
    claimTable(view, claims, dirty, `the dirty table of segment ${index}`)
    const records = recordsIn(view, word)
    // What both have is one record.
    const all =
      tableOf(view, dirty) === 0 ? records : new Set([...records, ...recordsIn(view, dirty)])
    for (const record of all) claimRecord(view, claims, record)
  }
}

function segmentWordAt(view: MemoryView, index: number): number {
  return view.at('DIRECTORIES') + index * view.at('SEGMENT_WORD_SIZE')
}

function dirtyWordAt(thread: Thread, view: MemoryView, index: number): number {
  const details = segmentWordAt(view, 2 * thread.kernel.segments())
  return details + index * view.at('SEGMENT_SIZE') + view.at('SEGMENT_DIRTY')
}

/** The table that the word names, 0 for none. */
function tableOf(view: MemoryView, wordAt: number): number {
  return Number(view.wide(wordAt) & 0xffffffffn)
}

function tableBytes(view: MemoryView, wordAt: number): number {
  return 2 ** (Number(view.wide(wordAt) >> 32n) & TABLE_BITS) * SLOT_BYTES
}

function claimTable(view: MemoryView, claims: Claims, wordAt: number, by: string): void {
  const table = tableOf(view, wordAt)
  if (table !== 0) claims.claim(table, tableBytes(view, wordAt), by)
}

function* recordsIn(view: MemoryView, wordAt: number): Generator<number> {
  const table = tableOf(view, wordAt)
  if (table === 0) return
  const end = table + tableBytes(view, wordAt)
  for (let at = table; at < end; at += SLOT_BYTES) {
    const record = view.word(at)
    if (record > SEALED) yield record
  }
}

function claimRecord(view: MemoryView, claims: Claims, record: number): void {
  claims.claimOfClass(record, RECORD_CLASS, 'a table')
  const keyLength = view.word(record + view.at('RECORD_KEY_INFO')) & 0xffffff
  if (keyLength > INLINE_KEY) {
    claims.claim(
      view.word(record + view.at('RECORD_KEY')),
      (keyLength + 7) & ~7,
      `record ${record}'s key`,
    )
  }
  const reference = view.word(record)
  if ((reference & 7) <= INTEGER) return
  const block = reference - (reference & 7)
  const length = view.word(block + view.at('BLOCK_LENGTH')) & 0x3fffffff
  claims.claim(block, length + HEADER_BYTES, `record ${record}'s value`)
}
