/** The parent of the storm on a thread of its own, so that the thread that started the storm can see it hang. */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { Ledger } from './ledger.ts'
import { runParent } from './parent.ts'
import type { ParentPlan, StormEvent } from './protocol.ts'

async function run(plan: ParentPlan, port: MessagePort): Promise<void> {
  const ledger = new Ledger(plan.settings.workers, plan.ledger)
  await runParent(plan.settings, ledger, (event: StormEvent) => port.postMessage(event))
}

if (parentPort === null) throw new Error('the parent thread runs only as a worker thread')
await run(workerData, parentPort)
