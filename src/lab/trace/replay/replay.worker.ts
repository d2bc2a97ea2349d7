/** A thread that replays its share of a trace. */
import { parentPort, workerData } from 'node:worker_threads'
import { isSelvedgeError, SharedMap } from '../../../index.ts'
import { Player } from './player.ts'
import type { ReplayAnswer, ReplayRequest, ReplayStart } from './protocol.ts'

const { map: handle, nearCache, fill }: ReplayStart = workerData
const map = SharedMap.attach(handle, nearCache === undefined ? {} : { nearCache })
const player = new Player(map, fill)

parentPort?.on('message', (request: ReplayRequest) => {
  if (request === null) end()
  else replay(request)
})
say({ kind: 'running' })

function replay(batch: Exclude<ReplayRequest, null>): void {
  try {
    player.play(batch)
  } catch (error) {
    if (!isSelvedgeError(error)) throw error
    say({ kind: 'failed', code: error.code, message: error.message })
    parentPort?.close()
    return
  }
  parentPort?.postMessage({ kind: 'replayed', batch } satisfies ReplayAnswer, [batch.keys.buffer])
}

function end(): void {
  map.close()
  say({ kind: 'ended', tally: player.tally })
  parentPort?.close()
}

function say(answer: ReplayAnswer): void {
  parentPort?.postMessage(answer)
}
