/** What a request is answered with: turns of work, with a yield after each, or without. */
import { setImmediate as nextTurn } from 'node:timers/promises'

/** `microtask`: await of a value that is there. `immediate`: a turn of the event loop. */
export type Yielding = 'none' | 'microtask' | 'immediate'

export const YIELDINGS: readonly Yielding[] = ['none', 'microtask', 'immediate']

export function yieldingNamed(name: string): Yielding | undefined {
  return YIELDINGS.find((yielding) => yielding === name)
}

/** Runs so many turns. */
export async function runTurns(
  yielding: Yielding,
  turns: number,
  turn: (n: number) => void,
): Promise<void> {
  switch (yielding) {
    case 'none':
      for (let n = 0; n < turns; n++) turn(n)
      return
    case 'microtask':
      for (let n = 0; n < turns; n++) {
        turn(n)
        await null
      }
      return
    case 'immediate':
      for (let n = 0; n < turns; n++) {
        turn(n)
        await nextTurn()
      }
  }
}
