/** What the process takes: the most memory, since its start and under load, and time of the cores. */
import { watchCores } from '../../../../experiments/cores.ts'

/** Between two looks. */
const LOOK_MS = 100
const KIB = 1024

export interface Resources {
  /** Of all the process, since its start: filling its window included. */
  readonly rssPeakBytes: number
  /** The most that was seen under load. */
  readonly rssUnderLoadBytes: number
  /** V8's heap of the main thread, and what its objects hold outside of it, buffers above all. */
  readonly heapPeakBytes: number
  readonly externalPeakBytes: number
  /** Under load, of one core: 2 are two cores that do nothing else. */
  readonly cores: number
}

export class ResourceWatch {
  readonly #cores = watchCores()
  readonly #timer = setInterval(() => this.#look(), LOOK_MS)
  #rss = 0
  #heap = 0
  #external = 0

  end(): Resources {
    clearInterval(this.#timer)
    this.#look()
    return {
      rssPeakBytes: process.resourceUsage().maxRSS * KIB,
      rssUnderLoadBytes: this.#rss,
      heapPeakBytes: this.#heap,
      externalPeakBytes: this.#external,
      cores: this.#cores.end(),
    }
  }

  #look(): void {
    const { rss, heapTotal, external } = process.memoryUsage()
    this.#rss = Math.max(this.#rss, rss)
    this.#heap = Math.max(this.#heap, heapTotal)
    this.#external = Math.max(this.#external, external)
  }
}
