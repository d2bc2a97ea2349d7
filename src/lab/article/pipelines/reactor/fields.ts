/** Where the fields of an order are once they are read: a number each, in one array of numbers. */
import { MOST_BYTES } from '../load/frame.ts'
import type { ItemField, OrderField } from '../rules/rule.ts'

/** What rules ask for; a word is there by its number. */
export const ORDER_SLOTS: Readonly<Record<OrderField, number>> = {
  channel: 0,
  currency: 1,
  totalCents: 2,
  'customer.tier': 3,
  'customer.country': 4,
  'payment.method': 5,
  'payment.cardCountry': 6,
  'payment.installments': 7,
  'shipping.country': 8,
  'shipping.speed': 9,
  'shipping.grams': 10,
  'recent.orders': 11,
  'recent.cents': 12,
  'recent.countries': 13,
}

/** What the window asks for. */
export const ID = 14
export const AT = 15
export const CUSTOMER = 16
/** Of the country that the order goes to, its letters themselves, since any two countries differ. */
export const COUNTRY_CODE = 17
const ITEMS = 18

/** An item is two braces and a comma at least. */
export const MOST_ITEMS: number = Math.floor(MOST_BYTES / 3)

/** Items are in columns: all values of a field one after the other. Here each begins. */
export const ITEM_COLUMNS: Readonly<Record<ItemField, number>> = {
  category: ITEMS,
  brand: ITEMS + MOST_ITEMS,
  quantity: ITEMS + 2 * MOST_ITEMS,
  priceCents: ITEMS + 3 * MOST_ITEMS,
  discount: ITEMS + 4 * MOST_ITEMS,
  grams: ITEMS + 5 * MOST_ITEMS,
}
export const VALUES: number = ITEMS + 6 * MOST_ITEMS
/** Of fields that are not of items. */
export const ORDER_VALUES: number = ITEMS
