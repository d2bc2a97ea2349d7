/** `attach` in a new worker to maps of very different sizes: the slowest of them counts, whichever comes first. */
import { SharedMap, type SharedMapHandle } from 'selvedge'
import { type BenchCase, type Created, defineCase } from '../case.ts'
import { median } from '../measure/median.ts'
import { expectEqual } from '../measure/paired.ts'
import { filled, type OneMap } from '../workload/filled.ts'
import { stringKeys } from '../workload/keys.ts'
import { MILLION, millionEntries } from '../workload/million.ts'

const LIMIT_NS = 10e6

interface Sized {
  readonly handle: SharedMapHandle<string, string>
  readonly size: number
}

export const attach: readonly BenchCase[] = [
  defineCase<Sized[], number>({
    claims: [
      {
        name: 'attach, slowest of 0, 10 k and 1 M entries',
        rival: 'limit',
        target: 1,
        unit: 'ns',
      },
    ],
    rounds: 3,
    workers: 1,
    create(round) {
      const maps = [sized(0), sized(10_000), sized(MILLION)]
      const rotated = [...maps.slice(round), ...maps.slice(0, round)]
      return {
        setup: rotated.flatMap(({ setup }) => setup),
        owned: rotated.flatMap(({ owned }) => owned),
      }
    },
    measure: (maps) => Math.max(...maps.map(attachMs)),
    conclude: (results) => [{ ours: median(results.flat()) * 1e6, rival: LIMIT_NS }],
  }),
]

function sized(size: number): Created<Sized> {
  const made: Created<OneMap<string, string>> =
    size === MILLION ? millionEntries() : filled<string, string>(stringKeys(size), () => 'a value')
  return { setup: { ...made.setup, size }, owned: made.owned }
}

function attachMs({ handle, size }: Sized): number {
  const start = performance.now()
  const map = SharedMap.attach(handle)
  const ms = performance.now() - start
  expectEqual(map.size, size)
  return ms
}
