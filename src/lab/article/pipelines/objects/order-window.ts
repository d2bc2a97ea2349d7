/** The orders of the last minutes, as objects: by customer for the rules, and their ids, so that none counts twice. */
import type { Recent } from '../rules/rule.ts'

export interface KeptOrder {
  readonly id: number
  readonly at: number
  readonly customer: number
  readonly cents: number
  /** Where it was sent to. */
  readonly country: string
  /** The one that came after it. */
  next: KeptOrder | undefined
}

/** Where the window gets its objects from, and what becomes of those that it needs no more. */
export interface KeptOrders {
  take(id: number, at: number, customer: number, cents: number, country: string): KeptOrder
  give(order: KeptOrder): void
}

/** A new object each, which the collector takes. */
export const FRESH_ORDERS: KeptOrders = {
  take(id, at, customer, cents, country) {
    return { id, at, customer, cents, country, next: undefined }
  },
  give() {},
}

export class OrderWindow {
  readonly #ms: number
  readonly #kept: KeptOrders
  readonly #ids: Set<number> = new Set()
  readonly #byCustomer: Map<number, KeptOrder[]> = new Map()
  #oldest: KeptOrder | undefined
  #newest: KeptOrder | undefined

  constructor(ms: number, kept: KeptOrders) {
    this.#ms = ms
    this.#kept = kept
  }

  has(id: number): boolean {
    return this.#ids.has(id)
  }

  /** Of the customer, within the window that ends with the moment. */
  recent(customer: number, at: number): Recent {
    this.#forgetBefore(at - this.#ms)
    const orders = this.#byCustomer.get(customer) ?? []
    let cents = 0
    const countries = new Set<string>()
    for (const order of orders) {
      cents += order.cents
      countries.add(order.country)
    }
    return { orders: orders.length, cents, countries: countries.size }
  }

  /** Orders come in the order of their moments. */
  add(id: number, at: number, customer: number, cents: number, country: string): void {
    const order = this.#kept.take(id, at, customer, cents, country)
    this.#ids.add(id)
    if (this.#newest === undefined) this.#oldest = order
    else this.#newest.next = order
    this.#newest = order
    const orders = this.#byCustomer.get(customer)
    if (orders === undefined) this.#byCustomer.set(customer, [order])
    else orders.push(order)
  }

  #forgetBefore(moment: number): void {
    for (let order = this.#oldest; order !== undefined && order.at < moment; order = this.#oldest) {
      this.#oldest = order.next
      if (this.#oldest === undefined) this.#newest = undefined
      this.#ids.delete(order.id)
      const orders = this.#byCustomer.get(order.customer)
      orders?.shift()
      if (orders?.length === 0) this.#byCustomer.delete(order.customer)
      this.#kept.give(order)
    }
  }
}
