/**
 * Pipeline A: one thread that does a request from its first byte to its last before it looks at the next one: it parses
 * the JSON, tests the rules, and writes the line, and waits for the write.
 */
import { once } from 'node:events'
import { closeSync, openSync, writeSync } from 'node:fs'
import { connect } from 'node:net'
import { FrameCutter } from '../load/frame-cutter.ts'
import { OrderRules } from '../objects/order-rules.ts'
import { FRESH_ORDERS, OrderWindow } from '../objects/order-window.ts'
import { eachPastOrder } from '../requests/history.ts'
import { journalLine, repeatedLine } from '../requests/journal-line.ts'
import type { Order } from '../requests/order.ts'
import { drawRules } from '../rules/draw-rules.ts'
import { Meter } from '../service/meter.ts'
import type { Pipeline, Setting } from '../service/pipeline.ts'

export async function startBlocking(setting: Setting): Promise<Pipeline> {
  const rules = new OrderRules(drawRules(setting.seed))
  const window = new OrderWindow(setting.windowMs, FRESH_ORDERS)
  eachPastOrder(setting, (id, at, customer, cents, country) =>
    window.add(id, at, customer, cents, country),
  )
  const journal = openSync(setting.journal, 'a')

  /** The line to be written. */
  const answer = (document: Buffer): string => {
    const order: Order = JSON.parse(document.toString())
    const { id, at, customer } = order
    if (window.has(id)) return repeatedLine(id, customer.number)
    const matching = rules.matching(order, window.recent(customer.number, at))
    const { country } = order.shipping
    window.add(id, at, customer.number, order.totalCents, country)
    return journalLine(id, customer.number, matching)
  }

  return {
    threads: 1,
    sharedBytes: 0,
    async serve(port) {
      const meter = await Meter.start()
      const cutter = new FrameCutter()
      const socket = connect(port, '127.0.0.1')
      socket.on('data', (chunk) => {
        for (const { document, due } of cutter.cut(chunk)) {
          writeSync(journal, answer(document))
          meter.done(due)
        }
      })
      await once(socket, 'end')
      closeSync(journal)
      return [await meter.figures()]
    },
  }
}
