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

/** Claims every table, record, key and value of both directories; to be called while nobody writes. */
export function claimEntries(thread: Thread, view: MemoryView, claims: Claims): void {
  const segments = 2 * thread.kernel.segments()
  for (let index = 0; index < segments; index++) {
    const segment = view.at('DIRECTORIES') + index * view.at('SEGMENT_WORD_SIZE')
    const word = view.wide(segment)
    const table = Number(word & 0xffffffffn)
    if (table === 0) continue
    const slots = 2 ** (Number(word >> 32n) & 31)
    claims.claim(table, slots * 8, `segment ${index}`)
    for (let at = table; at < table + slots * 8; at += 8) {
      const record = view.word(at)
      if (record > 1) claimRecord(view, claims, record)
    }
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
