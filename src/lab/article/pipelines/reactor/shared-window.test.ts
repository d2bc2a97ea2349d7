import { describe, expect, it } from 'vitest'
import { randomOf } from '../../../workload/random.ts'
import { FRESH_ORDERS, type KeptOrders, OrderWindow } from '../objects/order-window.ts'
import { PooledOrders } from '../pool/pooled-orders.ts'
import { countryCode } from './country-code.ts'
import { SharedWindow } from './shared-window.ts'

const COUNTRIES = ['DE', 'FR', 'ED', 'IT']
const WINDOW_MS = 400
const FIRST_AT = 2 ** 32 - 5000

function code(country: string): number {
  return countryCode(Buffer.from(country), 0, country.length)
}

describe('the window in shared memory', () => {
  it.each<[string, KeptOrders]>([
    ['new objects', FRESH_ORDERS],
    ['pooled ones', new PooledOrders()],
  ])('tells what the one of %s tells, order after order', (_, kept) => {
    const objects = new OrderWindow(WINDOW_MS, kept)
    const shared = new SharedWindow(WINDOW_MS, WINDOW_MS, 20)
    const random = randomOf(3, 0)
    const ids: number[] = []
    let at = FIRST_AT
    for (let n = 0; n < 5000; n++) {
      at += random.below(10)
      const customer = 1000 + random.below(20)
      const before = ids[ids.length - 1 - random.below(200)] ?? 0
      const recent = { ...shared.recent(customer, at) }
      expect(recent).toEqual(objects.recent(customer, at))
      expect(shared.has(before)).toBe(objects.has(before))
      const id = at * 4096 + random.below(4096)
      if (objects.has(id)) continue
      expect(shared.has(id)).toBe(false)
      const cents = random.below(2 ** 32)
      const country = COUNTRIES[random.below(COUNTRIES.length)] ?? ''
      objects.add(id, at, customer, cents, country)
      shared.add(id, at, customer, cents, code(country))
      ids.push(id)
    }
  })

  it('refuses more orders than it has places for', () => {
    const shared = new SharedWindow(1000, 10, 5)
    const fill = (): void => {
      for (let n = 1; n <= 20; n++) shared.add(n, 0, 1, 1, code('DE'))
    }
    expect(fill).toThrow(RangeError)
  })
})
