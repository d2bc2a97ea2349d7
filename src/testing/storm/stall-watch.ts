/**
 * Finds threads that stand still, from samples of their operation counts. A slot is watched while its thread is alive
 * and not resting by order; the clock starts anew whenever it moves. Pure: the caller brings the time.
 */

export interface SlotSample {
  readonly beats: number
  readonly watched: boolean
}

export interface Stall {
  readonly slot: number
  readonly ms: number
}

interface SlotClock {
  beats: number
  movedAt: number
  reported: boolean
}

export class StallWatch {
  readonly #limitMs: number
  readonly #clocks: SlotClock[] = []
  #longestMs = 0

  constructor(limitMs: number) {
    this.#limitMs = limitMs
  }

  /** The longest time between two samples over which a watched slot was seen not to move. */
  get longestMs(): number {
    return this.#longestMs
  }

  /** Takes one sample of every slot; returns the slots that have just passed the limit, each once for each stall. */
  sample(now: number, slots: readonly SlotSample[]): Stall[] {
    return slots.flatMap((sample, slot) => {
      const clock = this.#clocks[slot]
      if (clock === undefined || !sample.watched || sample.beats !== clock.beats) {
        this.#clocks[slot] = { beats: sample.beats, movedAt: now, reported: false }
        return []
      }
      const ms = now - clock.movedAt
      this.#longestMs = Math.max(this.#longestMs, ms)
      if (ms <= this.#limitMs || clock.reported) return []
      clock.reported = true
      return [{ slot, ms }]
    })
  }

  /** How long the slot has stood still by now. */
  standing(now: number, slot: number): number {
    const clock = this.#clocks[slot]
    return clock === undefined ? 0 : now - clock.movedAt
  }
}
