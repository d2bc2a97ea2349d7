/**
 * What the storm stores: every value is a function of (id, seq), so any reader can tell from the value alone which write
 * made it, and rebuild it to see whether it was torn or mixed with another. All size classes and encodings
 * occur.
 */
import { isDeepStrictEqual } from 'node:util'
import { mix } from './random.ts'

/** The stored form of a middle-sized object, about 100 bytes. */
export interface Parcel {
  readonly id: number
  readonly seq: number
  readonly fill: string
  readonly flags: readonly boolean[]
  readonly sum: number
}

export type StormValue = number | string | Uint8Array | Parcel

/** Above this an integer form would leave 30 bits; doubles take over. */
const LAST_INTEGER_SEQ = 2 ** 23
const DELETE_SALT = 0x5bd1e995
const SCRIPTS = [
  'selvedge ',
  'кромка ',
  '織り端 ',
  'τελείωμα ',
  '\ud83e\uddf5 ',
  '\ud800 ',
] as const

/** The state of a key after write `seq`: about one write in six is a deletion, and write 0 is "never written". */
export function stateOf(id: number, seq: number): StormValue | undefined {
  return isAbsent(id, seq) ? undefined : writtenValue(id, seq)
}

export function isAbsent(id: number, seq: number): boolean {
  return seq === 0 || mix(id ^ DELETE_SALT, seq) % 6 === 0
}

/**
 * The value that write `seq` of `id` stores. Most ids get all forms in turn. Two in eight keep to one size class, so that
 * the block one write frees is what the next one takes, while readers may still be at it. One in eight also gets values
 * that pass through the window in parts, so that a kill between two parts is likely.
 */
export function writtenValue(id: number, seq: number): StormValue {
  const hash = mix(id, seq)
  if (id % 8 === 1) return bytes(id, seq, 4096 + (hash % 512))
  if (id % 8 === 2) return fraction(seq, hash)
  if (id % 8 === 3 && hash % 2 === 0) return bytes(id, seq, 8192 + ((hash >>> 8) % 8192))
  const form = hash % 32
  if (form < 11 && seq < LAST_INTEGER_SEQ) return integer(seq, hash)
  if (form < 15) return fraction(seq, hash)
  if (form < 20) return `${id}|${seq}|${hash.toString(36)}`
  if (form < 22) return longText(id, seq, hash)
  if (form < 28) return parcel(id, seq, hash)
  if (form < 31) return bytes(id, seq, 24 + ((hash >>> 8) % 200))
  return bytes(id, seq, 2048 + ((hash >>> 8) % 6144))
}

/** The same for keys that only ever hold numbers: an integer or a fraction. */
export function writtenNumber(id: number, seq: number): number {
  const hash = mix(id, seq)
  return hash % 4 > 0 && seq < LAST_INTEGER_SEQ ? integer(seq, hash) : fraction(seq, hash)
}

/** Which write made this value, as far as the value itself says; NaN if it says nothing readable. */
export function seqOf(value: StormValue): number {
  if (typeof value === 'number') return Number.isInteger(value) ? value >>> 7 : Math.floor(value)
  if (typeof value === 'string') return Number(value.split('|', 2)[1])
  if (value instanceof Uint8Array) {
    if (value.byteLength < 8) return Number.NaN
    return new DataView(value.buffer, value.byteOffset, value.byteLength).getUint32(4)
  }
  return value.seq
}

/** True if `value` is whole and is what write `seq` of `id` stores. */
export function isWhole(id: number, seq: number, value: StormValue): boolean {
  if (!Number.isSafeInteger(seq) || seq < 0) return false
  return sameValue(value, writtenValue(id, seq))
}

export function sameValue(a: StormValue | undefined, b: StormValue | undefined): boolean {
  if (a instanceof Uint8Array) return b instanceof Uint8Array && Buffer.compare(a, b) === 0
  return typeof a === 'object' ? isDeepStrictEqual(a, b) : Object.is(a, b)
}

/** A short description for a report: never the kilobytes themselves. */
export function describe(value: StormValue | undefined): string {
  if (value === undefined) return 'absent'
  const seq = seqOf(value)
  if (value instanceof Uint8Array) return `${value.byteLength} bytes of write ${seq}`
  if (typeof value === 'object') return `object of write ${seq}`
  const text = String(value)
  return `${typeof value} of write ${seq} (${text.length > 40 ? `${text.slice(0, 40)}...` : text})`
}

function integer(seq: number, hash: number): number {
  return seq * 128 + (hash >>> 25)
}

function fraction(seq: number, hash: number): number {
  return seq + ((hash >>> 12) | 1) / 2 ** 20
}

function longText(id: number, seq: number, hash: number): string {
  const script = SCRIPTS[hash % SCRIPTS.length] ?? SCRIPTS[0]
  return `${id}|${seq}|${script.repeat(12 + ((hash >>> 8) % 90))}`
}

function parcel(id: number, seq: number, hash: number): Parcel {
  const fill = hash.toString(36).repeat(6)
  return { id, seq, fill, flags: [(hash & 1) === 1, (hash & 2) === 2], sum: mix(seq, id) }
}

/** Id, seq and four hashes, over and over: 24 bytes, so that a part from elsewhere stands out wherever it was cut. */
function bytes(id: number, seq: number, length: number): Uint8Array {
  const pattern = new Uint8Array(24)
  const view = new DataView(pattern.buffer)
  view.setUint32(0, id)
  view.setUint32(4, seq)
  for (let at = 8; at < 24; at += 4) view.setUint32(at, mix(id + at, seq))
  return new Uint8Array(Buffer.alloc(length, pattern))
}
