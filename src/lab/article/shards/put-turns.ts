/** All contestants put in turns, with as many threads as are compared, and with few. */
import { measurePuts, type PutRun, withPutters } from '../../../experiments/segments/puts.ts'
import type { Conditions } from '../article.ts'
import type { Runs } from '../in-turns.ts'
import { ACCESSES, type Access, draws } from './access.ts'
import type { Contestant } from './contestants.ts'
import { type Scale, WARM_PART } from './scale.ts'

export interface Entry {
  readonly contestant: Contestant
  readonly threads: number
}

export async function putInTurns(
  runs: Runs<Entry, PutRun>,
  entries: readonly Entry[],
  scale: Scale,
  { signal, onProgress }: Conditions,
): Promise<void> {
  const { many, few } = scale.threads
  const keys = new Map<string, readonly Float64Array[]>()
  const keysOf = (access: Access, threads: number): readonly Float64Array[] =>
    keys.get(`${access} ${threads}`) ?? []
  for (const threads of [many, few]) {
    for (const access of ACCESSES) {
      keys.set(`${access} ${threads}`, draws(access, scale.puts, threads))
    }
  }
  await withPutters(many, signal, (manyCrew) =>
    withPutters(few, signal, async (fewCrew) => {
      const run = ({ contestant, threads }: Entry, part: number): Promise<PutRun> =>
        measurePuts(
          threads === many ? manyCrew : fewCrew,
          contestant.prepared.map,
          keysOf(contestant.access, threads).map((share) =>
            share.subarray(0, Math.ceil(share.length / part)),
          ),
        )
      for (const entry of entries) {
        onProgress(`${wordsOf(entry)}: warming up`)
        await run(entry, WARM_PART)
      }
      await runs.inTurns(entries, scale, (entry, round) => {
        onProgress(`${wordsOf(entry)}: round ${round + 1} of ${scale.rounds}`)
        return run(entry, 1)
      })
    }),
  )
}

function wordsOf({ contestant, threads }: Entry): string {
  return `${contestant.subject}, ${threads} threads`
}
