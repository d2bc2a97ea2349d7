/** Contestants that take turns, round after round: what disturbs the machine for a while disturbs all of them. */

export interface TurnOptions {
  readonly rounds: number
  /** Fewer rounds, but one at least, where the machine is too slow to do all in this time. */
  readonly mostMs: number
}

/** What each has measured until it was interrupted, round by round. */
export class Runs<Contestant, Run> {
  readonly #runs = new Map<Contestant, Run[]>()

  of(contestant: Contestant): readonly Run[] {
    return this.#runs.get(contestant) ?? []
  }

  /** Rounds that were begun, and measured of one at least. */
  rounds(contestants: readonly Contestant[]): number {
    return Math.max(0, ...contestants.map((contestant) => this.of(contestant).length))
  }

  async inTurns(
    contestants: readonly Contestant[],
    { rounds, mostMs }: TurnOptions,
    run: (contestant: Contestant, round: number) => Promise<Run>,
  ): Promise<void> {
    const begin = performance.now()
    for (let round = 0; round < rounds; round++) {
      const spent = performance.now() - begin
      if (round > 0 && spent + spent / round > mostMs) return
      for (const contestant of contestants) {
        const measured = await run(contestant, round)
        this.#runs.set(contestant, [...this.of(contestant), measured])
      }
    }
  }
}

/** Resolves to whether the signal ended the work, which then rejects with its reason. */
export async function isInterrupted(
  signal: AbortSignal,
  work: () => Promise<void>,
): Promise<boolean> {
  try {
    await work()
    return false
  } catch (error) {
    if (signal.aborted && error === signal.reason) return true
    throw error
  }
}
