/** A wait group over shared memory: as Go's, so that it can be misused as Go's. */

const COUNT = 0

export class WaitGroup {
  readonly buffer: SharedArrayBuffer
  readonly #words: Int32Array

  /** In each thread with the buffer of the first. */
  constructor(buffer: SharedArrayBuffer = new SharedArrayBuffer(4)) {
    this.buffer = buffer
    this.#words = new Int32Array(buffer)
  }

  /** So many more tasks are to be waited for. To be called before any of them can begin. */
  add(tasks: number): void {
    Atomics.add(this.#words, COUNT, tasks)
  }

  /** One task is over. */
  done(): void {
    if (Atomics.sub(this.#words, COUNT, 1) === 1) Atomics.notify(this.#words, COUNT)
  }

  /** Returns when all that were added are done: at once if none is. False if that did not happen in `ms`. */
  wait(ms: number): boolean {
    const end = performance.now() + ms
    while (true) {
      const count = Atomics.load(this.#words, COUNT)
      if (count === 0) return true
      const left = end - performance.now()
      if (left <= 0) return false
      Atomics.wait(this.#words, COUNT, count, left)
    }
  }
}
