/** Sends requests when they are due, whether earlier ones are done or not. */
import type { Socket } from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'
import { randomOf } from '../../../workload/random.ts'
import { machineTime } from '../service/clock.ts'
import { DUE } from './frame.ts'

/** No order of a seed has this number. */
const GAPS_STREAM = 0x7ffffffd
/** Until the first request. */
const LEAD_MS = 50
/** The end of a wait, which is spun away: a thread wakes late, by some ten microseconds and more. */
const SPIN_MS = 0.1

export interface Pace {
  readonly seed: number
  /** Requests a second. */
  readonly rate: number
  /** So many of the first are not measured. */
  readonly warm: number
}

/** Many senders that do not know of each other: the gaps between requests are exponentially distributed. */
export async function play(
  frames: readonly Buffer[],
  { seed, rate, warm }: Pace,
  socket: Socket,
  goesOn: () => boolean,
): Promise<void> {
  const random = randomOf(seed, GAPS_STREAM)
  const asleep = new Int32Array(new SharedArrayBuffer(4))
  let due = machineTime() + LEAD_MS
  for (const [n, frame] of frames.entries()) {
    due -= (Math.log(1 - random.next()) * 1000) / rate
    const left = due - machineTime() - SPIN_MS
    if (left > 0) Atomics.wait(asleep, 0, 0, left)
    while (machineTime() < due);
    if (!goesOn()) return
    frame.writeDoubleLE(n < warm ? 0 : due, DUE)
    socket.write(frame)
    // What the connection did not take at once goes by the event loop.
    await turn()
  }
}
