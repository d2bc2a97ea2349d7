/** A thread that adds entries to a map inside a map. */
import { SharedMap } from '../../index.ts'
import { serve } from '../threads/serve.ts'
import { StartLine } from '../threads/start-line.ts'
import { type Items, type NestedForm, ORDER, type Orders } from './orders.ts'

export interface NestedTask {
  readonly orders: Orders
  readonly form: NestedForm
  readonly thread: number
  readonly threads: number
  /** Entries that this thread adds. */
  readonly entries: number
  readonly line: SharedArrayBuffer
}

function add(
  orders: SharedMap<string, Items | number>,
  form: NestedForm,
  item: string,
  count: number,
): void {
  if (form === 'flat') {
    orders.set(`${ORDER}/${item}`, count)
  } else if (form === 'update') {
    orders.update(ORDER, (items) => new Map(items instanceof Map ? items : []).set(item, count))
  } else {
    const items = orders.get(ORDER)
    if (items instanceof Map) orders.set(ORDER, items.set(item, count))
  }
}

serve(({ orders: handle, form, thread, threads, entries, line }: NestedTask): number => {
  const orders = SharedMap.attach(handle)
  new StartLine(threads, line).pass()
  for (let n = 0; n < entries; n++) add(orders, form, `item ${n} of ${thread}`, n)
  orders.close()
  return entries
})
