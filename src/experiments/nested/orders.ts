/** A map of orders, each with a map of its items inside. */
import type { SharedMapHandle } from '../../index.ts'

/** `mutate`: get, change, set. `update`: the map's own loop. `flat`: no map inside, but a key for each of its entries. */
export type NestedForm = 'mutate' | 'update' | 'flat'

/** Items by name, of one order. */
export type Items = ReadonlyMap<string, number>
export type Orders = SharedMapHandle<string, Items | number>

export const ORDER = 'order 17'
