/** Orders that a seed decides: the same for each pipeline. */
import { type Random, randomOf } from '../../../workload/random.ts'
import type { Item, Order } from './order.ts'
import {
  ADJECTIVES,
  BRANDS,
  CATEGORIES,
  CHANNELS,
  CITIES,
  COUNTRIES,
  CURRENCIES,
  METHODS,
  SPEEDS,
  TIERS,
} from './vocabulary.ts'

/** When the first order comes; all before it is history. */
export const FIRST_AT: number = Date.UTC(2026, 0, 1)
export const CUSTOMERS = 60_000
export const FIRST_CUSTOMER = 1_000_000

const ID_EPOCH = Date.UTC(2020, 0, 1)
const IDS_PER_MS = 4096
const LEAST_ITEMS = 60
const MOST_ITEMS = 140
const CENTS_STEP = 30_000
const TRIES = 3

/** The n-th order from the first one, of so many a second; those before it have negative numbers. */
export function momentOf(n: number, rate: number): number {
  return FIRST_AT + Math.floor((n * 1000) / rate)
}

export function idOf(n: number, at: number): number {
  return (at - ID_EPOCH) * IDS_PER_MS + (((n % IDS_PER_MS) + IDS_PER_MS) % IDS_PER_MS)
}

export function drawOrder(seed: number, n: number, rate: number): Order {
  const random = randomOf(seed, n)
  const at = momentOf(n, rate)
  const items = Array.from({ length: between(random, LEAST_ITEMS, MOST_ITEMS) }, () =>
    drawItem(random),
  )
  const customer = drawCustomer(random)
  const country = random.below(5) === 0 ? oneOf(random, COUNTRIES) : customer.country
  return {
    id: idOf(n, at),
    at,
    channel: oneOf(random, CHANNELS),
    currency: oneOf(random, CURRENCIES),
    totalCents: items.reduce((sum, item) => sum + item.priceCents * item.quantity, 0),
    customer,
    payment: {
      method: oneOf(random, METHODS),
      cardCountry: oneOf(random, COUNTRIES),
      installments: between(random, 1, 12),
    },
    shipping: {
      country,
      speed: oneOf(random, SPEEDS),
      grams: items.reduce((sum, item) => sum + item.grams * item.quantity, 0),
      note: random.below(4) === 0 ? 'Please call "reception" first.\nThank you!' : null,
    },
    items,
  }
}

/** A number is always the same customer. */
function drawCustomer(random: Random): Order['customer'] {
  const number = FIRST_CUSTOMER + random.below(CUSTOMERS)
  const fixed = randomOf(number, 0)
  return {
    number,
    name: `Customer ${number} & Söhne`,
    email: `orders@customer-${number}.example`,
    tier: oneOf(fixed, TIERS),
    country: oneOf(fixed, COUNTRIES),
    address: {
      street: `${between(fixed, 1, 200)} Market Street`,
      city: oneOf(fixed, CITIES),
      zip: `${between(fixed, 10_000, 99_999)}`,
    },
  }
}

function drawItem(random: Random): Item {
  const category = oneOf(random, CATEGORIES)
  return {
    sku: `SKU-${between(random, 1_000_000, 9_999_999)}`,
    name: `${oneOf(random, ADJECTIVES)} ${category}`,
    category,
    brand: oneOf(random, BRANDS),
    quantity: between(random, 1, 20),
    // Cheap things are the most.
    priceCents: 1 + Math.floor(CENTS_STEP * lowest(random)),
    discount: random.below(2) === 0 ? 0 : random.below(400) / 10,
    grams: between(random, 5, 9_000),
  }
}

function lowest(random: Random): number {
  let least = 1
  for (let i = 0; i < TRIES; i++) least = Math.min(least, random.next())
  return least
}

function between(random: Random, least: number, most: number): number {
  return least + random.below(most - least + 1)
}

function oneOf(random: Random, words: readonly string[]): string {
  return words[random.below(words.length)] ?? ''
}
