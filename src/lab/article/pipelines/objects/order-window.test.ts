import { describe, expect, it } from 'vitest'
import { FRESH_ORDERS, OrderWindow } from './order-window.ts'

describe('the window of past orders', () => {
  it('counts what a customer ordered within it, and nothing that is older', () => {
    const window = new OrderWindow(100, FRESH_ORDERS)
    window.add(1, 0, 7, 50, 'DE')
    window.add(2, 40, 7, 60, 'FR')
    window.add(3, 50, 8, 70, 'DE')
    expect(window.recent(7, 100)).toEqual({ orders: 2, cents: 110, countries: 2 })
    expect(window.recent(7, 101)).toEqual({ orders: 1, cents: 60, countries: 1 })
    expect([1, 2, 3].map((id) => window.has(id))).toEqual([false, true, true])
    expect(window.recent(9, 500)).toEqual({ orders: 0, cents: 0, countries: 0 })
    window.add(4, 500, 7, 10, 'DE')
    expect(window.recent(7, 500)).toEqual({ orders: 1, cents: 10, countries: 1 })
  })
})
