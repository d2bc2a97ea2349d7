/** The orders of the time before: a service that starts again reads what its window had, and so do all pipelines. */
import { randomOf } from '../../../workload/random.ts'
import { CUSTOMERS, FIRST_CUSTOMER, idOf, momentOf } from './draw-order.ts'
import { COUNTRIES } from './vocabulary.ts'

/** No order of a seed has this number. */
const HISTORY_STREAM = 0x7fffffff
const MOST_CENTS = 4_000_000

/** Rules look back so far, and an order that comes again within this time is not counted twice. */
export interface WindowSetting {
  readonly seed: number
  /** Orders a second. */
  readonly rate: number
  readonly windowMs: number
}

/** What the window keeps of an order: its number, moment, customer, price, and where it went to. */
export type AddOrder = (
  id: number,
  at: number,
  customer: number,
  cents: number,
  country: string,
) => void

/** As many as come within the window. */
export function ordersInWindow({ rate, windowMs }: WindowSetting): number {
  return Math.ceil((rate * windowMs) / 1000)
}

/** Calls `add` with each, in the order in which they came. Makes no object: that is for who keeps them to choose. */
export function eachPastOrder(setting: WindowSetting, add: AddOrder): void {
  const random = randomOf(setting.seed, HISTORY_STREAM)
  for (let n = -ordersInWindow(setting); n < 0; n++) {
    const at = momentOf(n, setting.rate)
    const customer = FIRST_CUSTOMER + random.below(CUSTOMERS)
    const cents = random.below(MOST_CENTS)
    add(idOf(n, at), at, customer, cents, COUNTRIES[random.below(COUNTRIES.length)] ?? '')
  }
}
