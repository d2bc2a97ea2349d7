/** A measuring worker: finds its case by name and serves it. */
import { workerData } from 'node:worker_threads'
import { idOf } from './case.ts'
import { catalogue } from './catalogue.ts'

const id: string = workerData.id
const found = catalogue.find((entry) => idOf(entry.claims) === id)
if (found === undefined) throw new Error(`no case "${id}"`)
await found.serve()
