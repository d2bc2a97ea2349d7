/**
 * What a rule is, the same in all pipelines: conditions on the order and what its customer has ordered before, and
 * conditions that one of its items must fulfil all at once. A rule matches if all of it holds. All rules are tested, one
 * after the other: no pipeline has an index over them.
 */

export type Operator = '=' | '!=' | '<' | '>'

export type OrderField =
  | 'channel'
  | 'currency'
  | 'totalCents'
  | 'customer.tier'
  | 'customer.country'
  | 'payment.method'
  | 'payment.cardCountry'
  | 'payment.installments'
  | 'shipping.country'
  | 'shipping.speed'
  | 'shipping.grams'
  | RecentField

/** Of the customer's orders within the window, without the one at hand. */
export type RecentField = 'recent.orders' | 'recent.cents' | 'recent.countries'

export type ItemField = 'category' | 'brand' | 'quantity' | 'priceCents' | 'discount' | 'grams'

export interface Condition<Field> {
  readonly field: Field
  readonly operator: Operator
  /** Texts are only compared by = and !=. */
  readonly value: string | number
}

export interface Rule {
  readonly order: readonly Condition<OrderField>[]
  /** Empty if the rule asks nothing of the items. */
  readonly items: readonly Condition<ItemField>[]
}

/** What the customer has ordered before. */
export interface Recent {
  readonly orders: number
  readonly cents: number
  /** How many different ones the orders went to. */
  readonly countries: number
}
