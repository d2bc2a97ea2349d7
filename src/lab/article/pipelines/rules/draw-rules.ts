/** Rules that a seed decides: those on baskets, on the order, on both, and on what came before. */
import { type Random, randomOf } from '../../../workload/random.ts'
import * as words from '../requests/vocabulary.ts'
import type { Condition, ItemField, Operator, OrderField, Rule } from './rule.ts'

export const RULES = 1000

/** No order of a seed has this number. */
const RULES_STREAM = 0x7ffffffe

const WORDS_OF_ORDER: readonly (readonly [OrderField, readonly string[]])[] = [
  ['channel', words.CHANNELS],
  ['currency', words.CURRENCIES],
  ['customer.tier', words.TIERS],
  ['customer.country', words.COUNTRIES],
  ['payment.method', words.METHODS],
  ['payment.cardCountry', words.COUNTRIES],
  ['shipping.country', words.COUNTRIES],
  ['shipping.speed', words.SPEEDS],
]

/** By number of the rule, over and over: most are on what is in the basket. */
const KINDS: readonly ((random: Random) => Rule)[] = [
  basket,
  basket,
  onOrder,
  basket,
  basket,
  both,
  basket,
  basket,
  onOrder,
  onRecent,
]

/** The rule's number is its place. */
export function drawRules(seed: number, count: number = RULES): readonly Rule[] {
  const random = randomOf(seed, RULES_STREAM)
  return Array.from({ length: count }, (_, n) => (KINDS[n % KINDS.length] ?? basket)(random))
}

/** An article of some kind, unusual in number, price or weight. */
function basket(random: Random): Rule {
  return { order: [], items: [kindOfItem(random), ...amounts(random)] }
}

function onOrder(random: Random): Rule {
  const total: Condition<OrderField> = onAmount(random, 'totalCents', 2_000_000, 12_000_000)
  return { order: [word(random), word(random), total], items: [] }
}

function both(random: Random): Rule {
  const weight = onAmount<ItemField>(random, 'grams', 4_000, 8_900)
  return { order: [word(random)], items: [kindOfItem(random), weight] }
}

function onRecent(random: Random): Rule {
  const conditions: readonly Condition<OrderField>[] = [
    { field: 'recent.orders', operator: '>', value: 8 + random.below(12) },
    { field: 'recent.cents', operator: '>', value: 2e7 + random.below(4e7) },
    { field: 'recent.countries', operator: '>', value: 8 + random.below(10) },
  ]
  const recent = conditions[random.below(conditions.length)]
  return { order: recent === undefined ? [] : [recent, word(random)], items: [] }
}

/** Mostly of one word; now and then of all but one. */
function word(random: Random): Condition<OrderField> {
  const [field, values] = oneOf(random, WORDS_OF_ORDER)
  const operator: Operator = random.below(8) === 0 ? '!=' : '='
  return { field, operator, value: oneOf(random, values) }
}

function kindOfItem(random: Random): Condition<ItemField> {
  return random.below(2) === 0
    ? { field: 'category', operator: '=', value: oneOf(random, words.CATEGORIES) }
    : { field: 'brand', operator: '=', value: oneOf(random, words.BRANDS) }
}

function amounts(random: Random): Condition<ItemField>[] {
  const conditions: Condition<ItemField>[] = [
    onAmount(random, 'priceCents', 15_000, 29_000),
    onAmount(random, 'quantity', 15, 19),
    { field: 'discount', operator: '>', value: (300 + random.below(99)) / 10 },
  ]
  const at = random.below(conditions.length)
  const one = conditions[at]
  const other = conditions[(at + 1) % conditions.length]
  if (one === undefined || other === undefined) return []
  return random.below(2) === 0 ? [one] : [one, other]
}

function onAmount<Field>(
  random: Random,
  field: Field,
  least: number,
  most: number,
): Condition<Field> {
  return { field, operator: '>', value: least + random.below(most - least) }
}

function oneOf<Value>(random: Random, values: readonly Value[]): Value {
  const value = values[random.below(values.length)]
  if (value === undefined) throw new RangeError('there is nothing to choose from')
  return value
}
