/** What the article says things cost. */
import { countTimes } from '../counters/counters.ts'
import { collected } from '../gc/gc.ts'
import type { Conditions } from '../reproduction.ts'
import { type PutTimes, putTimes } from '../segments/segments.ts'
import { misplacedAdd } from '../wait-group/misplaced-add.ts'
import { yieldTimes } from '../yields/yields.ts'
import type { Claim, Finding } from './claim.ts'

export const COST_CLAIMS: readonly Claim[] = [
  {
    id: 'gc',
    claim:
      'sync.Map makes collections more and longer: 2.96 ms, 17 and 689 MB against 0.82, 12 and 412',
    experiment:
      '10 k tasks with values of 128 bytes, 2 threads: a Map in each, sync-map, lock-free; pauses of all collections',
    evidence: 'The pauses are of what lies on the heap, an entry each, not of the algorithm',
    expected: 'misleading',
    test: pauses,
  },
  {
    id: 'segments',
    claim: 'Global lock, 16 segments, CAS: 12.3 / 98.7 / 156.2 ops/ms, P99 86.4 / 14.2 / 8.9 ms',
    experiment:
      '1 M puts from 8 threads, the better of two runs each: rwlock, 16 shards, lock-free',
    evidence: 'Figures of unnamed hardware, without the program',
    expected: 'misleading',
    test: segments,
  },
  {
    id: 'waitgroup',
    claim: 'With Add inside the goroutine Wait blocks for ever (87 % of requests)',
    experiment:
      '5,000 rounds of three tasks in running threads, add() inside; then before the start',
    evidence: 'Wait returns at once while the counter is 0: sync/waitgroup.go, Wait',
    expected: 'refuted',
    test: waitGroup,
  },
  {
    id: 'counters',
    claim: 'An atomic counter costs less than a lock and an integer',
    experiment:
      'One thread, then four add to a futex lock with an integer, SharedCounter, and striped',
    evidence:
      'One instruction instead of two; where all meet at one word, only stripes stay ahead of a lock',
    expected: 'confirmed',
    test: counters,
  },
  {
    id: 'yields',
    claim: 'To yield without need costs throughput (22 %)',
    experiment: '10,000 turns of a parse and 20 increments, with and without a yield in each',
    evidence: 'Go: about 135 to 200 ns a Gosched',
    expected: 'confirmed',
    test: yields,
  },
]

async function pauses(conditions: Conditions): Promise<Finding> {
  const { plain, syncMap, lockFree } = await collected(conditions, 1)
  const figures = [plain, syncMap, lockFree].map(
    ({ count, totalMs, meanMs, peakBytes, ms }) =>
      `${meanMs.toFixed(2)} ms, ${((count / ms) * 10_000).toFixed(0)} in 10 s, ${(peakBytes / 2 ** 20).toFixed(0)} MB (in all ${count} and ${totalMs.toFixed(0)} ms)`,
  )
  return {
    verdict: syncMap.totalMs < plain.totalMs ? 'misleading' : 'confirmed',
    figure: `Map ${figures[0]}; sync-map ${figures[1]}; lock-free ${figures[2]}`,
  }
}

/** The article's throughput, as a multiple of the global lock's. */
const ARTICLES_SHARDED = 98.7 / 12.3
const ARTICLES_LOCK_FREE = 156.2 / 12.3
/** What runs differ by anyway. */
const NOISE = 0.9

async function segments(conditions: Conditions): Promise<Finding> {
  const { rwlock, sharded, 'lock-free': lockFree } = await putTimes(conditions)
  const isFirst = lockFree.opsPerMs > NOISE * Math.max(rwlock.opsPerMs, sharded.opsPerMs)
  const isAsFar =
    lockFree.opsPerMs / rwlock.opsPerMs > ARTICLES_LOCK_FREE / 2 &&
    sharded.opsPerMs / rwlock.opsPerMs > ARTICLES_SHARDED / 2
  const all = [rwlock, sharded, lockFree]
  const row = (of: (times: PutTimes) => number, digits: number): string =>
    all.map((times) => of(times).toFixed(digits)).join(' / ')
  return {
    verdict: isFirst ? (isAsFar ? 'confirmed' : 'misleading') : 'refuted',
    figure: `${row(({ opsPerMs }) => opsPerMs, 0)} ops/ms, P99 ${row(({ p99Ms }) => p99Ms, 4)} ms, P99.99 ${row(({ p9999Ms }) => p9999Ms, 2)} ms: lock-free ${(lockFree.opsPerMs / rwlock.opsPerMs).toFixed(1)}x the lock (article: 12.7x)`,
  }
}

async function waitGroup(conditions: Conditions): Promise<Finding> {
  const { seen, figures, lines, safe } = await misplacedAdd(conditions)
  const isBlocked = figures.blocked !== 0
  return {
    verdict: isBlocked ? 'confirmed' : seen && !safe.seen ? 'refuted' : 'misleading',
    figure: [...lines, ...safe.lines].join('; '),
  }
}

/** Twice as many as the machine that the figures in the documents come from has cores. */
const MANY = 4

/**
 * Alone the atomic must be ahead. Among many threads the stripes: there one word is what all wait for, and who holds the
 * lock may add many times before another core gets it.
 */
async function counters(conditions: Conditions): Promise<Finding> {
  const alone = await countTimes(1, conditions)
  const many = await countTimes(MANY, conditions)
  const all = [alone, many].flatMap(({ lock, atomic, striped }) => [lock, atomic, striped])
  const isExact = all.every(({ lost }) => lost === 0)
  const isAhead =
    alone.atomic.addsPerMs > alone.lock.addsPerMs && many.striped.addsPerMs > many.lock.addsPerMs
  const [a, b, c, d, e, f] = all.map(({ addsPerMs }) => (addsPerMs / 1000).toFixed(1))
  return {
    verdict: isExact && isAhead ? 'confirmed' : 'refuted',
    figure: `lock / atomic / striped: alone ${a} / ${b} / ${c} M adds/s, four threads ${d} / ${e} / ${f}, ${isExact ? 'all exact' : 'not exact'}`,
  }
}

/** A change that is not the machine's noise. */
const NOTABLE = -0.05

async function yields(conditions: Conditions): Promise<Finding> {
  const { without, yielding, change, yieldNs } = await yieldTimes(conditions)
  return {
    verdict: change < NOTABLE ? 'confirmed' : 'refuted',
    figure: `${without.toFixed(0)} turns/ms without, ${yielding.toFixed(0)} with: ${(change * 100).toFixed(0)} %, ${yieldNs.toFixed(0)} ns a yield`,
  }
}
