/**
 * The orders of the last minutes, as bytes of shared memory that no collector sees: a ring of places in columns. A
 * customer's orders are a chain from the newest back; the newest one's number is in a shared map.
 */
import { SharedMap } from '../../../../index.ts'
import type { Recent } from '../rules/rule.ts'
import { OrderIds } from './order-ids.ts'

/** Places beyond the number of orders that the window is made for. */
const SPARE = 1.125
const MOST_CENTS = 2 ** 32 - 1
/** Different countries that the walk along a chain tells apart. */
const MOST_COUNTRIES = 1024
/** In bytes, for each customer, and for none. */
const PER_CUSTOMER = 128
const MAP_BASE = 2 ** 21

interface MutableRecent extends Recent {
  orders: number
  cents: number
  countries: number
}

export class SharedWindow {
  readonly #ms: number
  readonly #places: number
  readonly #idColumn: Float64Array
  /** Milliseconds, the low 32 bits: differences are right for weeks. */
  readonly #ats: Int32Array
  readonly #customers: Uint32Array
  readonly #cents: Uint32Array
  readonly #countries: Uint16Array
  /** How many orders before it the same customer's last one came; 0 for none. */
  readonly #back: Uint32Array
  readonly #ids: OrderIds
  /** By customer, the number of the newest order. */
  readonly #newest: SharedMap<number, number>
  /** Orders are numbered as they come; those from `#oldest` on, below `#end`, are kept. */
  #oldest = 0
  #end = 0
  readonly #recent: MutableRecent = { orders: 0, cents: 0, countries: 0 }
  readonly #seen = new Uint32Array(MOST_COUNTRIES)

  constructor(ms: number, orders: number, customers: number) {
    this.#ms = ms
    this.#places = Math.ceil(orders * SPARE) + 1
    this.#idColumn = new Float64Array(new SharedArrayBuffer(8 * this.#places))
    this.#ats = new Int32Array(new SharedArrayBuffer(4 * this.#places))
    this.#customers = new Uint32Array(new SharedArrayBuffer(4 * this.#places))
    this.#cents = new Uint32Array(new SharedArrayBuffer(4 * this.#places))
    this.#countries = new Uint16Array(new SharedArrayBuffer(2 * this.#places))
    this.#back = new Uint32Array(new SharedArrayBuffer(4 * this.#places))
    this.#ids = new OrderIds(this.#idColumn)
    const maxBytes = MAP_BASE + PER_CUSTOMER * customers
    this.#newest = new SharedMap({ name: 'newest orders', maxBytes, nearCache: false })
  }

  get sharedBytes(): number {
    const columns = [this.#idColumn, this.#ats, this.#customers, this.#cents, this.#countries]
    const bytes = columns.reduce((sum, column) => sum + column.byteLength, this.#back.byteLength)
    return bytes + this.#ids.byteLength + this.#newest.stats().committedBytes
  }

  has(id: number): boolean {
    return this.#ids.has(id)
  }

  /** Of the customer, within the window that ends with the moment; valid until the next call. */
  recent(customer: number, at: number): Recent {
    this.#forgetBefore(at - this.#ms)
    const recent = this.#recent
    recent.orders = 0
    recent.cents = 0
    recent.countries = 0
    let order = this.#newest.get(customer) ?? -1
    while (order >= this.#oldest) {
      const slot = order % this.#places
      recent.orders++
      recent.cents += this.#cents[slot] ?? 0
      this.#see(this.#countries[slot] ?? 0)
      const back = this.#back[slot] ?? 0
      if (back === 0) break
      order -= back
    }
    return recent
  }

  /** Orders come in the order of their moments. */
  add(id: number, at: number, customer: number, cents: number, country: number): void {
    if (this.#end - this.#oldest === this.#places) {
      throw new RangeError(`more than ${this.#places} orders within the window`)
    }
    if (cents > MOST_CENTS) throw new RangeError(`an order of more than ${MOST_CENTS} cents`)
    const slot = this.#end % this.#places
    const before = this.#newest.get(customer)
    this.#idColumn[slot] = id
    this.#ats[slot] = at | 0
    this.#customers[slot] = customer
    this.#cents[slot] = cents
    this.#countries[slot] = country
    this.#back[slot] = before === undefined ? 0 : this.#end - before
    this.#ids.add(id, slot)
    this.#newest.set(customer, this.#end)
    this.#end++
  }

  #forgetBefore(moment: number): void {
    while (this.#oldest < this.#end) {
      const slot = this.#oldest % this.#places
      if ((((this.#ats[slot] ?? 0) - moment) | 0) >= 0) return
      this.#ids.remove(this.#idColumn[slot] ?? 0)
      const customer = this.#customers[slot] ?? 0
      if (this.#newest.get(customer) === this.#oldest) this.#newest.delete(customer)
      this.#oldest++
    }
  }

  #see(country: number): void {
    const seen = this.#seen
    const { countries } = this.#recent
    for (let i = 0; i < countries; i++) {
      if (seen[i] === country) return
    }
    seen[countries] = country
    this.#recent.countries++
  }
}
