/** What the article says of sync.Map. */
import { getTimes } from '../cliff/cliff.ts'
import { leak } from '../leak/leak.ts'
import { loadAndDelete } from '../load-and-delete/load-and-delete.ts'
import { nested } from '../nested/nested.ts'
import { exploreTwoWords } from '../race/race.ts'
import type { Conditions, Reproduction } from '../reproduction.ts'
import { twoKeys, twoMaps } from '../two-maps/two-maps.ts'
import type { Claim, Finding } from './claim.ts'

export const SYNC_MAP_CLAIMS: readonly Claim[] = [
  {
    id: 'nested',
    claim: 'To read and write a map inside a sync.Map directly is a misuse',
    experiment:
      'Four threads add to a Map inside a SharedMap by get, change, set; then by update()',
    evidence: 'Each call is atomic, three of them are not: nothing in sync/map.go says otherwise',
    expected: 'confirmed',
    test: async (conditions) => seenOf(await nested(conditions)),
  },
  {
    id: 'cliff',
    claim: 'A hit takes 12 ns (82 M/s), a miss 320 ns (3.1 M/s)',
    experiment:
      'sync-map, 1 and 2 threads: gets of keys in the read map, of keys only in the dirty map, of keys nowhere without a dirty map; lock-free beside it',
    evidence: 'A miss takes the mutex only while `amended`: sync/map.go, Load',
    expected: 'misleading',
    test: cliff,
  },
  {
    id: 'leak',
    claim: 'sync.Map leaks under many stores on the same keys without a Range',
    experiment: '1 M stores on 1,000 keys of a sync-map, no iteration: first against last quarter',
    evidence:
      'Go: heap flat over 6 M stores. True of it: the old read map keeps deleted keys until promotion',
    expected: 'refuted',
    test: leaking,
  },
  {
    id: 'two-maps',
    claim: 'One state in a locked map and a sync.Map splits, and no race detector tells',
    experiment:
      'A writer sets both, a reader compares both; then one value that has both. Two atomic words under explore()',
    evidence: 'Both accesses are synchronised: there is no race for `-race` to find',
    expected: 'confirmed',
    test: split,
  },
  {
    id: 'load-and-delete',
    claim: 'LoadAndDelete has a window between its load and its delete',
    experiment: 'Two threads race with take() for 200,000 values, each strategy; then get, delete',
    evidence:
      "One CAS on the entry: sync/map.go:296; or under the node's mutex: hashtriemap.go:309",
    expected: 'refuted',
    test: window,
  },
  {
    id: 'atomic-map',
    claim:
      'go.uber.org/atomic.Map: Store of key after key is as good as a switch of the whole view',
    experiment: 'A writer stores two keys of one map, a reader compares them; then one value',
    evidence: 'go.uber.org/atomic v1.11.0 has no Map',
    expected: 'refuted',
    test: async (conditions) => {
      const { verdict, figure } = seenOf(await twoKeys(conditions))
      return { verdict: verdict === 'confirmed' ? 'refuted' : 'confirmed', figure }
    },
  },
]

/** The claim is that it fails so, and not otherwise. */
function seenOf({ seen, lines, safe }: Reproduction): Finding {
  return {
    verdict: seen && !safe.seen ? 'confirmed' : 'refuted',
    figure: [...lines, ...safe.lines].join('; '),
  }
}

async function split(conditions: Conditions): Promise<Finding> {
  const { verdict, figure } = seenOf(await twoMaps(conditions))
  const { schedules, race } = exploreTwoWords()
  return {
    verdict: race === undefined ? verdict : 'refuted',
    figure: `${figure}; ${race ?? 'no race'} in ${schedules} schedules`,
  }
}

/** A cliff that is there, but not for every miss. */
const CLIFF = 1.5

async function cliff(conditions: Conditions): Promise<Finding> {
  const one = await getTimes('sync-map', 1, conditions)
  const two = await getTimes('sync-map', 2, conditions)
  const other = await getTimes('lock-free', 1, conditions)
  const isThere = one.fresh > CLIFF * one.hit
  const isForEachMiss = one.fresh < CLIFF * one.absent
  const figures = [one, two].map(
    ({ hit, fresh, absent }) =>
      `hit ${hit.toFixed(0)} ns, miss with a dirty map ${fresh.toFixed(0)} ns, without ${absent.toFixed(0)} ns`,
  )
  const ratio = (one.fresh / one.hit).toFixed(1)
  return {
    verdict: isThere ? (isForEachMiss ? 'confirmed' : 'misleading') : 'refuted',
    figure: `${figures.join('; 2 threads: ')}; a cliff of ${ratio}x (article: 26x); lock-free: hit ${other.hit.toFixed(0)} ns, fresh key ${other.fresh.toFixed(0)} ns`,
  }
}

async function leaking(conditions: Conditions): Promise<Finding> {
  const { seen, lines } = await leak(conditions)
  return { verdict: seen ? 'refuted' : 'confirmed', figure: lines.join('; ') }
}

async function window(conditions: Conditions): Promise<Finding> {
  const { lines, safe } = await loadAndDelete(conditions)
  return {
    verdict: safe.seen ? 'confirmed' : 'refuted',
    figure: [...safe.lines, ...lines].join('; '),
  }
}
