/** The history of a round: from the logs of its threads, and what the checker says to it. */
import type { Key } from '../../map/map.ts'
import { checkLinearizable, type Verdict } from '../linearizability/check.ts'
import { isPending } from '../linearizability/history.ts'
import type { MapOperation } from '../linearizability/map-input.ts'
import { mapModel } from '../linearizability/map-model.ts'
import { wholeMapModel } from '../linearizability/whole-map-model.ts'
import type { Load } from './loads.ts'
import { operationAt } from './operation-codes.ts'
import type { OperationLog } from './operation-log.ts'
import type { HistoryTally } from './report.ts'

const NONE = -1

/** A round that all threads are done with, and whose logs are still as they left them. */
export interface PlayedRound {
  readonly round: number
  readonly load: Load
  /** By thread. */
  readonly logs: readonly OperationLog[]
}

/** Checks a round, key by key, and as one history if the load says so. */
export function checkRound({ round, load, logs }: PlayedRound, tally: HistoryTally): void {
  const history = historyOf(logs)
  tally.rounds++
  tally.operations += history.length
  for (const operation of history) if (isPending(operation)) tally.pending++
  const take = (verdict: Verdict<unknown, unknown>): void => {
    tally.histories += verdict.ok === true ? verdict.partitions : 1
    if (verdict.ok === undefined) tally.undecided++
    if (verdict.ok !== false) return
    tally.add({ round, load: load.name, kind: 'history', text: verdict.violation.text })
  }
  const keyByKey = checkLinearizable(mapModel<Key, number>(), history)
  take(keyByKey)
  if (load.asWhole && keyByKey.ok !== false) {
    take(checkLinearizable(wholeMapModel<Key, number>(), history))
  }
}

/** All that was logged, in the order of the calls, as each log is by itself. */
export function historyOf(logs: readonly OperationLog[]): readonly MapOperation<Key, number>[] {
  const history: MapOperation<Key, number>[] = []
  const taken = logs.map(() => 0)
  for (;;) {
    let first = NONE
    let firstCall = Number.POSITIVE_INFINITY
    for (const [thread, log] of logs.entries()) {
      const call = log.callAt(taken[thread] ?? 0)
      if (call >= firstCall) continue
      first = thread
      firstCall = call
    }
    const log = logs[first]
    if (log === undefined) return history
    const place = taken[first] ?? 0
    history.push(operationAt(log, place, first))
    taken[first] = place + 1
  }
}
