/** A thread of a history storm: takes its place, and plays round after round until it is terminated. */
import { once } from 'node:events'
import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { describeError } from '../storm/finding.ts'
import { loadMapSource } from '../storm/map-source.ts'
import { Random } from '../storm/random.ts'
import { Board } from './board.ts'
import { HistoryClock } from './clock.ts'
import { instancesFor } from './instances.ts'
import { LOAD_NAMES, LOADS } from './loads.ts'
import { OperationLog } from './operation-log.ts'
import { Player } from './player.ts'
import type { Assignment, Boot, PlayerMessage } from './protocol.ts'

async function run({ mapModule }: Boot, port: MessagePort): Promise<never> {
  const tell = (message: PlayerMessage): void => port.postMessage(message)
  const source = await loadMapSource(mapModule)
  const assigned: Promise<Assignment[]> = once(port, 'message')
  tell({ type: 'booted' })
  const [assignment] = await assigned
  if (assignment === undefined) throw new TypeError('a message without content')
  const { slot, slots, logCapacity } = assignment
  const logs = assignment.logs.map((buffer) => new OperationLog(logCapacity, buffer))
  const board = new Board(assignment.board)
  const player = new Player(
    { slot, slots },
    instancesFor(source, assignment),
    new HistoryClock(assignment.clock),
    new Random(assignment.seed),
    (op, error) => tell({ type: 'failed', op, seen: describeError(error) }),
  )
  for (let after = assignment.after; ; ) {
    const { round, load, share } = board.next(after)
    const name = LOAD_NAMES[load]
    const log = logs[round % logs.length]
    if (name !== undefined && log !== undefined) player.play(LOADS[name], round, log, share)
    tell({ type: 'parked', round })
    after = round
  }
}

if (parentPort === null)
  throw new Error('the worker of a history storm runs only as a worker thread')
await run(workerData, parentPort)
