/** Reads the fields that rules and window need out of an order's JSON, where its bytes lie. */
import { countryCode } from './country-code.ts'
import {
  AT,
  COUNTRY_CODE,
  CUSTOMER,
  ID,
  ITEM_COLUMNS,
  MOST_ITEMS,
  ORDER_SLOTS,
  ORDER_VALUES,
  VALUES,
} from './fields.ts'
import { JsonCursor } from './json-cursor.ts'
import type { Symbols } from './symbols.ts'

const NUMBER = 0
const WORD = 1
/** A word that the window needs as well. */
const COUNTRY = 2
const OBJECT = 3
const ITEMS = 4

class Member {
  readonly key: Uint8Array
  readonly kind: number
  readonly slot: number
  readonly shape: Shape

  constructor(key: string, kind: number, slot: number, shape: Shape) {
    this.key = new TextEncoder().encode(key)
    this.kind = kind
    this.slot = slot
    this.shape = shape
  }
}

/** The members of an object that are read; all others are passed over. */
type Shape = readonly Member[]

const number = (key: string, slot: number): Member => new Member(key, NUMBER, slot, [])
const word = (key: string, slot: number): Member => new Member(key, WORD, slot, [])
const object = (key: string, shape: Shape): Member => new Member(key, OBJECT, 0, shape)

const ITEM: Shape = [
  word('category', ITEM_COLUMNS.category),
  word('brand', ITEM_COLUMNS.brand),
  number('quantity', ITEM_COLUMNS.quantity),
  number('priceCents', ITEM_COLUMNS.priceCents),
  number('discount', ITEM_COLUMNS.discount),
  number('grams', ITEM_COLUMNS.grams),
]

const ORDER: Shape = [
  number('id', ID),
  number('at', AT),
  word('channel', ORDER_SLOTS.channel),
  word('currency', ORDER_SLOTS.currency),
  number('totalCents', ORDER_SLOTS.totalCents),
  object('customer', [
    number('number', CUSTOMER),
    word('tier', ORDER_SLOTS['customer.tier']),
    word('country', ORDER_SLOTS['customer.country']),
  ]),
  object('payment', [
    word('method', ORDER_SLOTS['payment.method']),
    word('cardCountry', ORDER_SLOTS['payment.cardCountry']),
    number('installments', ORDER_SLOTS['payment.installments']),
  ]),
  object('shipping', [
    new Member('country', COUNTRY, ORDER_SLOTS['shipping.country'], []),
    word('speed', ORDER_SLOTS['shipping.speed']),
    number('grams', ORDER_SLOTS['shipping.grams']),
  ]),
  new Member('items', ITEMS, 0, ITEM),
]

export class OrderScanner {
  /** Of the order that was read last; NaN where it has no such field. */
  readonly values: Float64Array = new Float64Array(VALUES)
  /** How many it has. */
  items = 0
  readonly #cursor: JsonCursor
  readonly #symbols: Symbols

  /** Reads documents that lie in `bytes`. */
  constructor(bytes: Uint8Array, symbols: Symbols) {
    this.#cursor = new JsonCursor(bytes)
    this.#symbols = symbols
  }

  /** @throws {SyntaxError} if there is no order in these bytes */
  scan(from: number, end: number): void {
    this.items = 0
    this.values.fill(Number.NaN, 0, ORDER_VALUES)
    this.#cursor.start(from, end)
    this.#object(ORDER, 0)
  }

  /** Values go to their slots, so many rows on. */
  #object(shape: Shape, row: number): void {
    const cursor = this.#cursor
    // Objects mostly have their members in the same order.
    let expected = 0
    while (cursor.nextMember()) {
      const found = this.#find(shape, expected)
      const member = shape[found]
      if (member === undefined) {
        cursor.skip()
      } else {
        expected = found + 1
        this.#member(member, row)
      }
    }
  }

  /** The place in the shape of the key that was read; none if it is not there. */
  #find(shape: Shape, expected: number): number {
    const { isEscaped } = this.#cursor
    if (!isEscaped) {
      for (let at = expected; at < shape.length; at++) {
        if (this.#isKeyOf(shape[at])) return at
      }
      for (let at = 0; at < expected; at++) {
        if (this.#isKeyOf(shape[at])) return at
      }
      return -1
    }
    const key = Buffer.from(this.#cursor.unescaped())
    return shape.findIndex((member) => key.equals(member.key))
  }

  #isKeyOf(member: Member | undefined): boolean {
    if (member === undefined) return false
    const { key } = member
    const { bytes, from, end } = this.#cursor
    if (end - from !== key.length) return false
    for (let i = 0; i < key.length; i++) {
      if (bytes[from + i] !== key[i]) return false
    }
    return true
  }

  #member(member: Member, row: number): void {
    const cursor = this.#cursor
    const { kind, slot } = member
    if (kind === NUMBER && cursor.isNumber) {
      this.values[slot + row] = cursor.number()
    } else if ((kind === WORD || kind === COUNTRY) && cursor.isText) {
      cursor.text()
      this.values[slot + row] = this.#symbol()
      if (kind === COUNTRY) {
        this.values[COUNTRY_CODE] = countryCode(cursor.bytes, cursor.from, cursor.end)
      }
    } else if (kind === OBJECT && cursor.isObject) {
      this.#object(member.shape, row)
    } else if (kind === ITEMS && cursor.isArray) {
      this.#items(member.shape)
    } else {
      cursor.skip()
    }
  }

  #items(shape: Shape): void {
    const { values } = this
    let row = 0
    while (this.#cursor.nextElement()) {
      if (row === MOST_ITEMS) throw new RangeError(`more than ${MOST_ITEMS} items`)
      for (let column = 0; column < shape.length; column++) {
        const member = shape[column]
        if (member !== undefined) values[member.slot + row] = Number.NaN
      }
      this.#object(shape, row)
      row++
    }
    this.items = row
  }

  #symbol(): number {
    const { bytes, from, end, isEscaped } = this.#cursor
    if (!isEscaped) return this.#symbols.find(bytes, from, end)
    const text = Buffer.from(this.#cursor.unescaped())
    return this.#symbols.find(text, 0, text.length)
  }
}
