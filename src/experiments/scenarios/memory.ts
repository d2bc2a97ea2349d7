/** What is said of memory: a leak that is none, and pauses that are real. */
import { gc } from '../gc/gc.ts'
import { leak } from '../leak/leak.ts'
import type { Scenario } from '../reproduction.ts'

export const MEMORY: readonly Scenario[] = [
  {
    name: 'leak',
    summary: 'a sync-map under a million stores on the same keys does not grow',
    about: `The article says that sync.Map leaks under many stores and few iterations. A million stores on a thousand
keys, without one iteration: the heap and the shared memory stay as they are. What is true: keys that are
deleted keep their entries until the map is next copied and promoted.`,
    safeForm: `const map = new SharedMap({ strategy: 'lock-free' }) // gives back deleted entries as tables are replaced`,
    run: leak,
  },
  {
    name: 'gc',
    summary: 'garbage collection of a large map on the heap, and off it',
    about: `Two threads run 10,000 tasks, each of which adds 100 values of 128 bytes: into a plain Map of its thread, or
into one shared map. Of the plain one every entry is copied and marked by the collector, and the thread stands
still meanwhile. The shared map's entries lie outside the heap; what is left to collect are the strings
that the tasks make, so its pauses must be less than half.`,
    safeForm: `const map = new SharedMap({ maxBytes: 512 * 2 ** 20 }) // one for all threads, no object for each entry
map.set(id, value)`,
    run: gc,
  },
]
