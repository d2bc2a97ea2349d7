import { describe, expect, it } from 'vitest'
import { drawOrder } from '../requests/draw-order.ts'
import { COUNTRY_CODE, CUSTOMER, ID, ITEM_COLUMNS, ORDER_SLOTS } from './fields.ts'
import { OrderScanner } from './order-scanner.ts'
import { Symbols } from './symbols.ts'

const WORDS = ['web', 'gold', 'DE', 'pumps', 'Größe "M"', 'a\\b']

function scanned(text: string): OrderScanner {
  // Not at the beginning, and with something behind it.
  const bytes = Buffer.from(`}"${text}{"`)
  const scanner = new OrderScanner(bytes, new Symbols(WORDS))
  scanner.scan(2, bytes.length - 2)
  return scanner
}

function numberOf(word: string): number {
  return WORDS.indexOf(word) + 1
}

describe('the scanner of orders', () => {
  it('reads what JSON.parse reads, however the text is laid out', () => {
    for (let n = 0; n < 50; n++) {
      const order = drawOrder(5, n, 600)
      for (const text of [JSON.stringify(order), JSON.stringify(order, null, '\t')]) {
        const { values, items } = scanned(text)
        expect(values[ID]).toBe(order.id)
        expect(values[CUSTOMER]).toBe(order.customer.number)
        expect(values[ORDER_SLOTS.totalCents]).toBe(order.totalCents)
        expect(values[ORDER_SLOTS.channel]).toBe(numberOf(order.channel))
        expect(values[ORDER_SLOTS['customer.tier']]).toBe(numberOf(order.customer.tier))
        expect(values[ORDER_SLOTS['shipping.grams']]).toBe(order.shipping.grams)
        const letters = String.fromCharCode(
          ...[8, 0].map((shift) => ((values[COUNTRY_CODE] ?? 0) >> shift) & 255),
        )
        expect(letters).toBe(order.shipping.country)
        expect(items).toBe(order.items.length)
        for (const [row, item] of order.items.entries()) {
          expect(values[ITEM_COLUMNS.discount + row]).toBe(item.discount)
          expect(values[ITEM_COLUMNS.category + row]).toBe(numberOf(item.category))
          expect(values[ITEM_COLUMNS.grams + row]).toBe(item.grams)
        }
      }
    }
  })

  it('takes members in any order, escapes in keys and words, and what nobody asked for', () => {
    const text = String.raw`{ "items" : [ {} , {"brand":"Gr\u00f6\u00dfe \"M\"","more":[{"brand":["x}"]}],"quantity":-1.5e1} ],
      "sh\u0069pping":{"grams":12.340,"country":"FR"}, "channel":"a\\b", "currency":null, "totalCents":"5" }`
    const { values, items } = scanned(text)
    expect(items).toBe(2)
    expect(values[ITEM_COLUMNS.brand]).toBeNaN()
    expect(values[ITEM_COLUMNS.brand + 1]).toBe(numberOf('Größe "M"'))
    expect(values[ITEM_COLUMNS.quantity + 1]).toBe(-15)
    expect(values[ORDER_SLOTS['shipping.grams']]).toBe(12.34)
    expect(values[ORDER_SLOTS['shipping.country']]).toBe(0)
    expect(values[ORDER_SLOTS.channel]).toBe(numberOf('a\\b'))
    expect(values[ORDER_SLOTS.currency]).toBeNaN()
    expect(values[ORDER_SLOTS.totalCents]).toBeNaN()
  })

  it.each([
    '',
    '[',
    '{"id"',
    '{"id":1',
    '{"channel":"we',
    '{"items":[{"brand":"x"',
    '{"x":[[1,2]',
    '{1:2}',
  ])('refuses %j, and comes to an end', (text) => {
    const bytes = Buffer.from(text)
    const scanner = new OrderScanner(bytes, new Symbols(WORDS))
    expect(() => scanner.scan(0, bytes.length)).toThrow(SyntaxError)
  })
})
