/** Rules over orders as objects: each is compiled once, to functions that read the fields and compare them. */
import type { Item, Order } from '../requests/order.ts'
import type { Condition, ItemField, OrderField, Recent, Rule } from '../rules/rule.ts'

/** An order, and what its customer has ordered before. */
interface Case {
  readonly order: Order
  readonly recent: Recent
}

type Field = string | number
type Test<Subject> = (subject: Subject) => boolean

const ORDER_FIELDS: Readonly<Record<OrderField, (subject: Case) => Field>> = {
  channel: ({ order }) => order.channel,
  currency: ({ order }) => order.currency,
  totalCents: ({ order }) => order.totalCents,
  'customer.tier': ({ order }) => order.customer.tier,
  'customer.country': ({ order }) => order.customer.country,
  'payment.method': ({ order }) => order.payment.method,
  'payment.cardCountry': ({ order }) => order.payment.cardCountry,
  'payment.installments': ({ order }) => order.payment.installments,
  'shipping.country': ({ order }) => order.shipping.country,
  'shipping.speed': ({ order }) => order.shipping.speed,
  'shipping.grams': ({ order }) => order.shipping.grams,
  'recent.orders': ({ recent }) => recent.orders,
  'recent.cents': ({ recent }) => recent.cents,
  'recent.countries': ({ recent }) => recent.countries,
}

const ITEM_FIELDS: Readonly<Record<ItemField, (item: Item) => Field>> = {
  category: (item) => item.category,
  brand: (item) => item.brand,
  quantity: (item) => item.quantity,
  priceCents: (item) => item.priceCents,
  discount: (item) => item.discount,
  grams: (item) => item.grams,
}

export class OrderRules {
  readonly #rules: readonly Test<Case>[]

  constructor(rules: readonly Rule[]) {
    this.#rules = rules.map(compiled)
  }

  /** The numbers of the rules that match, in ascending order. */
  matching(order: Order, recent: Recent): number[] {
    const subject = { order, recent }
    const numbers: number[] = []
    for (let number = 0; number < this.#rules.length; number++) {
      if (this.#rules[number]?.(subject)) numbers.push(number)
    }
    return numbers
  }
}

function compiled(rule: Rule): Test<Case> {
  const ofOrder = rule.order.map((condition) => testOf(ORDER_FIELDS[condition.field], condition))
  const ofItem = rule.items.map((condition) => testOf(ITEM_FIELDS[condition.field], condition))
  if (ofItem.length === 0) return (subject) => holdAll(ofOrder, subject)
  return (subject) => {
    if (!holdAll(ofOrder, subject)) return false
    for (const item of subject.order.items) {
      if (holdAll(ofItem, item)) return true
    }
    return false
  }
}

function holdAll<Subject>(tests: readonly Test<Subject>[], subject: Subject): boolean {
  for (const test of tests) {
    if (!test(subject)) return false
  }
  return true
}

function testOf<Subject>(
  read: (subject: Subject) => Field,
  { operator, value }: Condition<unknown>,
): Test<Subject> {
  switch (operator) {
    case '=':
      return (subject) => read(subject) === value
    case '!=':
      return (subject) => read(subject) !== value
    case '<':
      return (subject) => read(subject) < value
    case '>':
      return (subject) => read(subject) > value
  }
}
