/** One pipeline as a process of its own: told by a message what to serve, it answers by messages, and ends by itself. */
import { CONTESTANTS, type ContestantName } from './contestants.ts'
import { type Served, servedBy } from './figures.ts'
import type { Setting } from './pipeline.ts'
import { ResourceWatch } from './resource-watch.ts'

export interface ServiceOrder {
  readonly contestant: ContestantName
  readonly setting: Setting
  readonly port: number
}

/** First that the pipeline is ready, then what was measured, undefined if nothing was. */
export type ServiceAnswer = 'ready' | { readonly served?: Served | undefined }

process.once('disconnect', () => process.exit())
process.once('message', async ({ contestant: name, setting, port }: ServiceOrder) => {
  const contestant = CONTESTANTS.find((each) => each.name === name)
  if (contestant === undefined) throw new RangeError(`no pipeline ${name}`)
  const pipeline = await contestant.start(setting)
  const serving = pipeline.serve(port)
  const resources = new ResourceWatch()
  answer('ready')
  const threads = await serving
  answer({ served: servedBy(pipeline, threads, resources.end()) }, () => process.disconnect())
})

function answer(message: ServiceAnswer, sent?: () => void): void {
  process.send?.(message, undefined, undefined, sent)
}
