/** What becomes of a dead thread, or of one that was aborted and lives: no operations of users, so nothing to a model. */
import type { Image } from '../image.ts'
import type { LogicalThread } from '../logical-thread.ts'
import type { Operation, Output } from './operation.ts'

/** As src/memory/thread.ts does that was told of the death: takes back each slot that still is the thread's. */
export function reaping(dead: LogicalThread, image: Image): Operation {
  return {
    name: 'recover',
    *run() {
      for (const slot of dead.slots(image)) {
        yield (kernel) => {
          kernel.reap(slot, dead.id)
          return 0
        }
      }
      return 0
    },
    apply: unchanged,
  }
}

/** The next turn of a thread whose call was cut short. */
export const comingRound: Operation = {
  name: 'come round',
  *run() {
    return yield (kernel) => {
      kernel.settle()
      return 0
    }
  },
  apply: unchanged,
}

function unchanged(_model: unknown, observed: Output): Output {
  return observed
}
