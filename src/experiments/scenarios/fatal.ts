/** The failures that end the process. */
import { field } from '../field/field.ts'
import { handler } from '../handler/handler.ts'
import { panic } from '../panic/panic.ts'
import type { Scenario } from '../reproduction.ts'

export const FATAL: readonly Scenario[] = [
  {
    name: 'panic',
    summary: 'a reader and a writer on an unguarded map end the process',
    about: `A shared map without synchronisation, as Go's map: one thread sets 0 to 9,999, another gets i % 5000.
Whoever meets the other's write prints the error, and the process ends with exit code 2: no try, no
handler of errors and no exit handler changes that.`,
    safeForm: `const map = new SharedMap({ strategy: 'lock-free' }) // the default
// in one thread:      map.set(i, i)
// in another thread:  map.get(i % 5000)`,
    run: panic,
  },
  {
    name: 'handler',
    summary: 'HTTP handlers of several threads count in one unguarded map',
    about: `Four HTTP servers, a thread each, whose handlers count requests by path in one map without
synchronisation: hits.set(path, (hits.get(path) ?? 0) + 1). A test by hand shows nothing. Under load two
handlers meet, and all servers are gone at once.`,
    safeForm: `const hits = new SharedMap({ strategy: 'lock-free' })
createServer((request, response) => {
  hits.increment(request.url) // one step: also under a lock, get and set would lose counts
  response.end()
})`,
    run: handler,
  },
  {
    name: 'field',
    summary: 'a map as a field, touched by the methods of several threads',
    about: `A class keeps sessions in a field, a map without synchronisation. Two threads put and remove sessions, a
third sweeps: it iterates and deletes what has ended. Each method is right by itself, and nothing in
the class says that it is called by several threads.`,
    safeForm: `class Sessions {
  #endings = SharedMap.attach(handle) // of a map with the strategy 'lock-free'
  sweep(now) {
    for (const [id, ending] of this.#endings) if (ending <= now) this.#endings.delete(id)
  }
}`,
    run: field,
  },
]
