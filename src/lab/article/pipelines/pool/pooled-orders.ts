/** A pool of the window's objects: one that is forgotten becomes the next one, and none is garbage. */
import type { KeptOrder, KeptOrders } from '../objects/order-window.ts'

interface MutableOrder extends KeptOrder {
  id: number
  at: number
  customer: number
  cents: number
  country: string
}

export class PooledOrders implements KeptOrders {
  /** Free ones, each linked to the next. */
  #free: KeptOrder | undefined

  take(id: number, at: number, customer: number, cents: number, country: string): KeptOrder {
    const order: MutableOrder | undefined = this.#free
    if (order === undefined) return { id, at, customer, cents, country, next: undefined }
    this.#free = order.next
    order.id = id
    order.at = at
    order.customer = customer
    order.cents = cents
    order.country = country
    order.next = undefined
    return order
  }

  give(order: KeptOrder): void {
    order.next = this.#free
    this.#free = order
  }
}
