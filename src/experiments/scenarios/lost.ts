/** The failures that end nothing, and leave wrong data: two steps that are meant as one. */
import { loadAndDelete } from '../load-and-delete/load-and-delete.ts'
import { nested } from '../nested/nested.ts'
import type { Scenario } from '../reproduction.ts'
import { twoMaps } from '../two-maps/two-maps.ts'
import { misplacedAdd } from '../wait-group/misplaced-add.ts'

export const LOST: readonly Scenario[] = [
  {
    name: 'nested',
    summary: 'updates of a plain map inside a concurrent map vanish',
    about: `Four threads add entries to a plain Map that is a value of a concurrent map: get it, change it, set it.
Get and set are atomic, the three together are not: whoever sets last drops what the others added.`,
    safeForm: `orders.update('order 17', (items) => new Map(items).set(item, count)) // tried again if another was faster
orders.set(\`order 17/\${item}\`, count)                                   // or: no map inside`,
    run: nested,
  },
  {
    name: 'two-maps',
    summary: 'one state in two maps: readers find it split',
    about: `The same number is kept in a map with a lock and in a sync-map. A writer sets both, one after the other; a
reader looks into the first, the second, and again into the first, and counts how often the second
differs from a first that did not change. Each map is safe, and no race detector objects.`,
    safeForm: `stock.set('stock', { one: n, other: n }) // one map, one value: both or neither
const { one, other } = stock.get('stock')`,
    run: twoMaps,
  },
  {
    name: 'load-and-delete',
    summary: 'get, then delete, hands values out twice; take does not',
    about: `Two threads race for the same 20,000 keys; each value is for one of them. The article says that
LoadAndDelete has a window between its load and its delete. It has none: take() hands each value
out exactly once. The window is in code that calls get() and then delete().`,
    safeForm: `const job = jobs.take(key) // the value, to one thread; undefined to all others`,
    run: loadAndDelete,
  },
  {
    name: 'waitgroup',
    summary: 'add() inside the started task: wait() returns too early',
    about: `A thread starts three tasks in running threads and waits for them by a wait group. If each task adds itself,
wait() may look before any of them has: the count is 0, and it returns at once. (The article says that
it blocks for ever. It does not.)`,
    safeForm: `group.add(tasks.length) // before any of them can begin
for (const task of tasks) start(task) // each ends with group.done()
group.wait()`,
    run: misplacedAdd,
  },
]
