/** The common kind of case: one map against one rival, paired in one worker, three workers one after the other. */
import { type BenchCase, type Created, defineCase } from './case.ts'
import { median } from './measure/median.ts'
import { type Pair, type Timings, timePair } from './measure/paired.ts'

export interface PairSpec<Setup> {
  readonly name: string
  readonly rival: string
  readonly target: number
  create(): Created<Setup>
  /** Called in the measuring worker. `done` is called after the last turn. */
  sides(setup: Setup): Pair | Promise<Pair & { done?(): Promise<void> }>
}

export function pairCase<Setup>(spec: PairSpec<Setup>): BenchCase {
  return defineCase<Setup, Timings>({
    claims: [{ name: spec.name, rival: spec.rival, target: spec.target, unit: 'ns' }],
    rounds: 3,
    workers: 1,
    create: () => spec.create(),
    async measure(setup) {
      const pair: Pair & { done?(): Promise<void> } = await spec.sides(setup)
      const timings = timePair(pair)
      await pair.done?.()
      return timings
    },
    conclude(results) {
      const timings = results.flat()
      return [
        {
          ours: median(timings.flatMap((timing) => timing.ours)),
          rival: median(timings.flatMap((timing) => timing.rival)),
        },
      ]
    },
  })
}
