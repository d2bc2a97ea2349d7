/** A worker of pipeline B: parses requests, tests the rules, and keeps the window of its part of the customers. */
import { parentPort, workerData } from 'node:worker_threads'
import { OrderRules } from '../objects/order-rules.ts'
import { OrderWindow } from '../objects/order-window.ts'
import { eachPastOrder } from '../requests/history.ts'
import { journalLine, repeatedLine } from '../requests/journal-line.ts'
import type { Order } from '../requests/order.ts'
import { drawRules } from '../rules/draw-rules.ts'
import { Meter } from '../service/meter.ts'
import { PooledOrders } from './pooled-orders.ts'
import type { FromWorker, ToWorker, WorkerSetting } from './protocol.ts'

const setting: WorkerSetting = workerData
const rules = new OrderRules(drawRules(setting.seed))
const window = new OrderWindow(setting.windowMs, new PooledOrders())
eachPastOrder(setting, (id, at, customer, cents, country) => {
  if (customer % setting.workers === setting.worker) window.add(id, at, customer, cents, country)
})
const meter = await Meter.start()

parentPort?.on('message', async (message: ToWorker) => {
  if (message === 'end') {
    post({ figures: await meter.figures() })
    return
  }
  const { buffer, length, due } = message
  const line = answer(Buffer.from(buffer, 0, length).toString())
  post({ buffer, line, due }, [buffer])
})
post('ready')

/** The line to be written. */
function answer(document: string): string {
  const order: Order = JSON.parse(document)
  const { id, at, customer } = order
  if (window.has(id)) return repeatedLine(id, customer.number)
  const matching = rules.matching(order, window.recent(customer.number, at))
  const { country } = order.shipping
  window.add(id, at, customer.number, order.totalCents, country)
  return journalLine(id, customer.number, matching)
}

function post(message: FromWorker, transferred: readonly ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, transferred)
}
