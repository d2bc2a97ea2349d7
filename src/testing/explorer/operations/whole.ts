/** Operations on the whole map, and on a thread's place in it. */
import type { Call } from '../logical-thread.ts'
import type { Operation, Output } from './operation.ts'

export const clear: Operation = {
  name: 'clear',
  *run() {
    return yield (kernel) => {
      kernel.clear()
      return 0
    }
  },
  apply(model) {
    for (const key of [...model.values.keys()]) model.write(key, undefined)
    return 0
  },
}

/** What a thread does as it ends. */
export const detach: Operation = {
  name: 'detach',
  isLast: true,
  *run() {
    return yield detaching
  },
  apply: unchanged,
}

/** The last map of a thread is closed, and another is attached. */
export const reattach: Operation = {
  name: 'reattach',
  *run({ id }) {
    yield detaching
    const slot: number = yield (kernel) => kernel.attach(id, 0, 0)
    return slot < 0 ? 'full' : 0
  },
  apply: (model, observed) => (observed === 'full' && model.mayBeFull ? 'full' : 0),
}

const detaching: Call = (kernel) => {
  kernel.detach()
  return 0
}

function unchanged(_model: unknown, observed: Output): Output {
  return observed
}
