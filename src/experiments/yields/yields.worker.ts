/** A thread whose tasks yield after each turn without need, or do not. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import { SharedMap, type SharedMapHandle } from '../../index.ts'
import { serve } from '../threads/serve.ts'

export interface Order {
  readonly id: number
  readonly lines: readonly { readonly item: string; readonly count: number }[]
}

export interface TurnTask {
  readonly orders: SharedMapHandle<number, number>
  readonly yields: boolean
  readonly turns: number
}

const ITEMS = 20

/** A message as it comes from outside. */
function message(id: number): string {
  const lines = Array.from({ length: ITEMS }, (_, n) => ({
    item: `item ${n}`,
    count: id % (n + 2),
  }))
  return JSON.stringify({ id, lines })
}

const MESSAGES = Array.from({ length: 100 }, (_, id) => message(id))

/** Milliseconds for all turns: each parses a message and adds up in the map. */
serve(async ({ orders: handle, yields, turns }: TurnTask): Promise<number> => {
  const orders = SharedMap.attach(handle)
  const start = performance.now()
  for (let turn = 0; turn < turns; turn++) {
    const order: Order = JSON.parse(MESSAGES[turn % MESSAGES.length] ?? '')
    for (const { count } of order.lines) orders.increment(order.id, count)
    if (yields) await nextTurn()
  }
  const ms = performance.now() - start
  orders.close()
  return ms
})
