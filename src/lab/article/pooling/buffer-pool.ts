/** Buffers that are used again: a thread's own pool, by size classes, with a bound on what it keeps. */

/** The smallest class; each further one is of twice the size. */
const LEAST_BYTES = 1024
const CLASSES = 7

export class BufferPool {
  /** Free buffers of each class, the one last given back on top: it is likelier to be in the core's cache. */
  readonly #free: Buffer[][] = Array.from({ length: CLASSES }, () => [])
  readonly #most: number
  #kept = 0
  #taken = 0
  #reused = 0

  /** Keeps at most so many free buffers, of all classes together. */
  constructor(most: number) {
    this.#most = most
  }

  /** At least so many bytes, with whatever they held before. One above the largest class is new and will not be kept. */
  take(bytes: number): Buffer {
    const size = classOf(bytes)
    this.#taken++
    const free = this.#free[size]?.pop()
    if (free === undefined)
      return Buffer.allocUnsafeSlow(size < CLASSES ? LEAST_BYTES << size : bytes)
    this.#kept--
    this.#reused++
    return free
  }

  /** The caller must not use it any more. If there are enough already it is left to the collector. */
  giveBack(buffer: Buffer): void {
    const size = classOf(buffer.length)
    if (buffer.length !== LEAST_BYTES << size || this.#kept === this.#most) return
    const free = this.#free[size]
    if (free === undefined) return
    free.push(buffer)
    this.#kept++
  }

  get kept(): number {
    return this.#kept
  }

  /** Of the buffers that were taken, those that had been used before, since the last call. */
  reuseRate(): number {
    const rate = this.#taken === 0 ? 0 : this.#reused / this.#taken
    this.#taken = 0
    this.#reused = 0
    return rate
  }
}

/** The smallest class that has so many bytes; beyond the last class, one that is not there. */
function classOf(bytes: number): number {
  return bytes <= LEAST_BYTES ? 0 : 32 - Math.clz32((bytes - 1) / LEAST_BYTES)
}
