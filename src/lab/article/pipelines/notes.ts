/** What was done, and whether all did the same. */

import type { Broken, Finished } from './row.ts'
import { RULES } from './rules/draw-rules.ts'
import type { LoadSetting } from './run/load.ts'

export function notesOf(
  { rate, seconds, windowSeconds }: LoadSetting,
  finished: readonly Finished[],
  isInterrupted: boolean,
): readonly string[] {
  const orders = Math.round(rate * windowSeconds).toLocaleString('en-US')
  return [
    `Orders of 60 to 140 items, some 15 KB, ${rate} a second for ${seconds} s from a process of its own, at random moments; latency ` +
      'counts from the moment at which a request is due to the end of the write of its line.',
    `All test ${RULES.toLocaleString('en-US')} rules, one after the other, without an index, and keep the last ` +
      `${windowSeconds / 60} minutes (${orders} orders): rules count a customer's orders, and an order that comes again is found.`,
    'Peak memory is the peak RSS of the process, Node itself and the filling of the window included; the load is another ' +
      'process. Collections are those of all threads of the pipeline; for a ratio, none count as one.',
    journals(finished, isInterrupted),
  ]
}

/** Nobody saves work by doing less of it. */
export function failuresOf(
  finished: readonly Finished[],
  broken: readonly Broken[],
  isInterrupted: boolean,
): readonly string[] {
  const isSame = isInterrupted || new Set(finished.map(({ journal }) => journal.digest)).size <= 1
  return [
    ...broken.map(({ contestant, reason }) => `${contestant.name}: ${reason}`),
    ...(isSame ? [] : ['the journals differ: the pipelines did not do the same work']),
  ]
}

function journals(finished: readonly Finished[], isInterrupted: boolean): string {
  if (isInterrupted) return 'The journals are not compared: the load was interrupted.'
  return finished
    .map(
      ({ contestant, journal: { lines, matches, repeated } }) =>
        `${contestant.name}: ${lines} lines, ${matches} matches of rules, ${repeated} repeated orders.`,
    )
    .join(' ')
}
