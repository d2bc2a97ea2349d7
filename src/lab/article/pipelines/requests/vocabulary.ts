/** The words that orders have in their fields, and that rules ask for. */

export const CHANNELS: readonly string[] = ['web', 'app', 'phone', 'edi', 'store']
export const CURRENCIES: readonly string[] = ['EUR', 'USD', 'GBP', 'CHF', 'SEK', 'PLN']
export const TIERS: readonly string[] = ['new', 'bronze', 'silver', 'gold', 'platinum']
export const METHODS: readonly string[] = ['card', 'invoice', 'transfer', 'wallet', 'voucher']
export const SPEEDS: readonly string[] = ['standard', 'express', 'same-day', 'pickup']

export const COUNTRIES: readonly string[] = (
  'AT BE BG CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IT LT LU LV MT NL NO PL PT RO SE SI SK ' +
  'US CA'
).split(' ')

export const CATEGORIES: readonly string[] = (
  'adhesives batteries bearings cables chemicals cleaning compressors drills fasteners filters ' +
  'garden gloves hand-tools hoses ladders lighting lubricants measuring optics packaging paint ' +
  'plumbing power-tools pumps safety saws sealing storage switches tapes valves welding'
).split(' ')

export const BRANDS: readonly string[] = Array.from({ length: 60 }, (_, n) => `brand-${n + 100}`)

export const ADJECTIVES: readonly string[] = [
  'galvanised',
  'heavy duty',
  'Größe M',
  'stainless',
  '3/4" threaded',
  'insulated',
  'low-noise',
  'red \\ blue',
]
export const CITIES: readonly string[] = ['Köln', 'Lyon', 'Malmö', 'Gdańsk', 'Leeds', 'Utrecht']
