/** ArrayBuffers and the views over them, as far as the graph form has to look into them. */
import { Buffer } from 'node:buffer'

type ViewType = new (buffer: ArrayBuffer, byteOffset: number, length?: number) => ArrayBufferView

/** Newer than our `lib`, in some runtimes: `Float16Array`. */
const newer: { Float16Array?: ViewType } & object = globalThis

const VIEW_TYPES: ReadonlyMap<string, ViewType> = new Map(
  [
    DataView,
    Int8Array,
    Uint8Array,
    Uint8ClampedArray,
    Int16Array,
    Uint16Array,
    Int32Array,
    Uint32Array,
    Float32Array,
    Float64Array,
    BigInt64Array,
    BigUint64Array,
    ...(newer.Float16Array === undefined ? [] : [newer.Float16Array]),
  ].map((type: ViewType) => [type.name, type]),
)

/** An ArrayBuffer that can be resized; `lib` does not have these members yet. */
interface Resizable extends ArrayBuffer {
  readonly maxByteLength: number
  resize(byteLength: number): void
}

/** What `new ArrayBuffer(byteLength, { maxByteLength })` was given; null if it cannot be resized. */
export function maxByteLengthOf(buffer: ArrayBuffer): number | null {
  return isResizable(buffer) ? buffer.maxByteLength : null
}

export function newArrayBuffer(byteLength: number, maxByteLength: number | null): ArrayBuffer {
  const options = maxByteLength === null ? [] : [{ maxByteLength }]
  return Reflect.construct(ArrayBuffer, [byteLength, ...options])
}

/** @param type Its `typeTag`. @param length In elements; null: as long as the buffer is at any time. */
export function newView(
  type: string,
  buffer: ArrayBuffer,
  byteOffset: number,
  length: number | null,
): ArrayBufferView {
  const View = VIEW_TYPES.get(type)
  if (View === undefined) throw new TypeError(`unknown view type ${type}`)
  return new View(buffer, byteOffset, length ?? undefined)
}

/**
 * The length in elements (bytes for a DataView), or null if it follows that of a resizable buffer. Only resizing tells,
 * so the buffer is grown for a moment: it must be our own. One that is at its maximum cannot grow; there a view that
 * ends where the buffer ends is taken to follow it.
 */
export function viewLengthOf(view: ArrayBufferView): number | null {
  const { buffer, byteOffset, byteLength } = view
  const length = 'length' in view && typeof view.length === 'number' ? view.length : byteLength
  if (!isResizable(buffer)) return length
  const before = buffer.byteLength
  if (before === buffer.maxByteLength) return byteOffset + byteLength === before ? null : length
  buffer.resize(buffer.maxByteLength)
  const follows = view.byteLength !== byteLength
  buffer.resize(before)
  return follows ? null : length
}

/**
 * Node cuts small Buffers from one large ArrayBuffer. A clone of such a Buffer carries all of that, other data of the
 * process included, and no two are alike. This gives a view over its own bytes alone; any other view as it is.
 */
export function withoutPool(view: ArrayBufferView): ArrayBufferView {
  const pooled =
    view instanceof Uint8Array &&
    view.buffer.byteLength === Buffer.poolSize &&
    view.byteLength < Buffer.poolSize
  return pooled ? view.slice() : view
}

function isResizable(buffer: ArrayBufferLike): buffer is Resizable {
  return 'resizable' in buffer && buffer.resizable === true
}
