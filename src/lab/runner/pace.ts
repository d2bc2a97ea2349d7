/** When operations begin. */
import type { Workload } from '../workload/workload.ts'
import type { Board } from './board.ts'

export interface Pace {
  /**
   * Waits until the next operation may begin, and returns since when its caller waits for it, on the clock of
   * `performance.now()`. Infinity if none is to begin any more.
   */
  next(): number
  /** Operations that should have begun before the end, and did not. */
  missed(done: number): number
}

/** From `begin` to `end`, for one of the workload's threads. */
export function paceOf(
  { rate, thinkUs, threads }: Pick<Workload, 'rate' | 'thinkUs' | 'threads'>,
  thread: number,
  board: Board,
  begin: number,
  end: number,
): Pace {
  if (rate === undefined) return closedLoop(thinkUs / 1000, board, end)
  const intervalMs = (1000 * threads) / rate
  const first = begin + (intervalMs * thread) / threads
  return openLoop(first, intervalMs, board, end)
}

/** As fast as answers come, with time to think between. */
function closedLoop(thinkMs: number, board: Board, end: number): Pace {
  return {
    next() {
      if (thinkMs > 0) board.waitUntil(Math.min(performance.now() + thinkMs, end))
      const now = performance.now()
      return now < end ? now : Number.POSITIVE_INFINITY
    },
    missed: () => 0,
  }
}

/**
 * At fixed moments, whether earlier operations are over or not. One that begins late counts from the moment at which it
 * should have begun: otherwise a stall would show as one slow operation and hide all that waited behind it.
 */
function openLoop(first: number, intervalMs: number, board: Board, end: number): Pace {
  let begun = 0
  return {
    next() {
      const due = first + intervalMs * begun
      board.waitUntil(Math.min(due, end))
      if (due >= end || board.isStopped || performance.now() >= end) return Number.POSITIVE_INFINITY
      begun++
      return due
    },
    missed(done) {
      const until = board.isStopped ? Math.min(performance.now(), end) : end
      return Math.max(Math.ceil((until - first) / intervalMs) - done, 0)
    },
  }
}
