import { describe, expect, it } from 'vitest'
import { OrderRules } from '../objects/order-rules.ts'
import { drawOrder } from '../requests/draw-order.ts'
import { drawRules } from '../rules/draw-rules.ts'
import type { Operator, Rule } from '../rules/rule.ts'
import { ORDER_SLOTS } from './fields.ts'
import { OrderScanner } from './order-scanner.ts'
import { RuleMachine } from './rule-machine.ts'
import { programOf } from './rule-program.ts'
import { Symbols } from './symbols.ts'

const OPERATORS: readonly Operator[] = ['=', '!=', '<', '>']

/** Those that are drawn, and some with each operator at each place. */
const RULES: readonly Rule[] = [
  ...drawRules(9),
  ...OPERATORS.flatMap((operator): Rule[] => [
    { order: [{ field: 'totalCents', operator, value: 8_000_000 }], items: [] },
    { order: [{ field: 'recent.orders', operator, value: 3 }], items: [] },
    { order: [], items: [{ field: 'quantity', operator, value: 20 }] },
    {
      order: [{ field: 'channel', operator: '!=', value: 'no such word' }],
      items: [
        { field: 'category', operator: '!=', value: 'pumps' },
        { field: 'discount', operator, value: 39.9 },
      ],
    },
  ]),
]

describe('the rule machine', () => {
  it('finds the rules that match which functions over objects find', () => {
    const program = programOf(RULES)
    const machine = new RuleMachine(program)
    const functions = new OrderRules(RULES)
    let matches = 0
    for (let n = 0; n < 100; n++) {
      const order = drawOrder(9, n, 600)
      const recent = { orders: n % 20, cents: n * 1e6, countries: n % 18 }
      const bytes = Buffer.from(JSON.stringify(order))
      const scanner = new OrderScanner(bytes, new Symbols(program.words))
      scanner.scan(0, bytes.length)
      scanner.values[ORDER_SLOTS['recent.orders']] = recent.orders
      scanner.values[ORDER_SLOTS['recent.cents']] = recent.cents
      scanner.values[ORDER_SLOTS['recent.countries']] = recent.countries
      const count = machine.run(scanner.values, scanner.items)
      expect([...machine.matching.subarray(0, count)]).toEqual(functions.matching(order, recent))
      matches += count
    }
    // Of 1,000 rules a few dozen each: neither all nor none.
    expect(matches / 100).toBeGreaterThan(10)
    expect(matches / 100).toBeLessThan(200)
  })
})
