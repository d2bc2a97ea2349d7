/** A worker of the storm: attaches, takes over its slot, and puts load on the maps until it is terminated. */
import { setImmediate as turn } from 'node:timers/promises'
import { type MessagePort, parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads'
import { SharedCounter } from '../../counter/shared-counter.ts'
import { Actor } from './actor.ts'
import { GATE, Ledger, NEVER } from './ledger.ts'
import { Load } from './load.ts'
import { type AttachRequest, loadMapSource, type MapSource, type StormMap } from './map-source.ts'
import type { NurseryMessage, WorkerMessage, WorkerPlan } from './protocol.ts'
import { Random } from './random.ts'

/** Near caches of every kind: the default, one that overflows all the time, none, one that holds everything. */
const NEAR_CACHES: readonly AttachRequest[] = [
  {},
  { nearCache: 64 },
  { nearCache: false },
  { nearCache: 65_536 },
]
/** Operations between two turns of the event loop, in those workers that take turns at all. */
const TURN_EVERY = 4096
/** A thread idles now and then, as threads do, which also leaves a starting worker its share of the cores. */
const IDLE_EVERY = 256
const IDLE_MS = 4

async function run(plan: WorkerPlan, port: MessagePort): Promise<never> {
  const tell = (message: WorkerMessage): void => port.postMessage(message)
  const maps = await loadMapSource(plan.mapModule)
  const near = NEAR_CACHES[plan.slot % NEAR_CACHES.length] ?? {}
  const ledger = new Ledger(plan.workers, plan.ledger)
  const random = new Random(plan.seed)
  const actor = new Actor(plan.slot, ledger, random, (violation) =>
    tell({ type: 'violation', violation }),
  )
  let nursery = maps.attachMap(plan.nursery, near)
  const load = new Load(actor, {
    main: maps.attachMap(plan.main, near),
    scratch: maps.attachMap(plan.scratch, near),
    nursery,
    counters: plan.counters.map((handle) => SharedCounter.attach(handle)),
  })
  load.guard('take over', () => load.takeOver())
  tell({ type: 'ready' })

  // Half of the workers never come back to their event loop, so nothing may depend on its turning.
  const takesTurns = plan.slot % 2 === 0
  for (;;) {
    const shut = ledger.shutGate
    if (shut !== 0) {
      rest(ledger, plan.slot, shut, () => tell({ type: 'parked' }))
      const renewed = renewedNursery(port, maps, near)
      if (renewed !== undefined) {
        nursery.close()
        nursery = renewed
        load.renewNursery(nursery)
      }
    }
    load.step()
    if (random.oneIn(IDLE_EVERY)) idle(ledger, random.upTo(IDLE_MS))
    if (takesTurns && random.oneIn(TURN_EVERY)) await turn()
  }
}

/** Nobody stores to this word: the wait ends with its time. */
function idle(ledger: Ledger, ms: number): void {
  Atomics.wait(ledger.control, NEVER, 0, ms)
}

function rest(ledger: Ledger, slot: number, shut: number, arrived: () => void): void {
  Atomics.store(ledger.resting, slot, 1)
  arrived()
  while (ledger.shutGate === shut) Atomics.wait(ledger.control, GATE, shut)
  Atomics.store(ledger.resting, slot, 0)
}

/** The newest nursery among the messages that came while the gate was shut. */
function renewedNursery(
  port: MessagePort,
  maps: MapSource,
  near: AttachRequest,
): StormMap | undefined {
  let latest: NurseryMessage | undefined
  for (;;) {
    const received: { message: NurseryMessage } | undefined = receiveMessageOnPort(port)
    if (received === undefined) break
    latest = received.message
  }
  return latest === undefined ? undefined : maps.attachMap(latest.nursery, near)
}

if (parentPort === null) throw new Error('the storm worker runs only as a worker thread')
await run(workerData, parentPort)
