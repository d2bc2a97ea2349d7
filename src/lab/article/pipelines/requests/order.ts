/** The document of a request: an order of a wholesaler's customer, as JSON of 9 to 22 KB. */

export interface Order {
  /** The moment in milliseconds times 4096, and a number within it. A request that is sent again has the same. */
  readonly id: number
  /** Milliseconds since 1970. */
  readonly at: number
  readonly channel: string
  readonly currency: string
  readonly totalCents: number
  readonly customer: Customer
  readonly payment: Payment
  readonly shipping: Shipping
  readonly items: readonly Item[]
}

export interface Customer {
  readonly number: number
  readonly name: string
  readonly email: string
  readonly tier: string
  readonly country: string
  readonly address: { readonly street: string; readonly city: string; readonly zip: string }
}

export interface Payment {
  readonly method: string
  readonly cardCountry: string
  readonly installments: number
}

export interface Shipping {
  readonly country: string
  readonly speed: string
  readonly grams: number
  readonly note: string | null
}

export interface Item {
  readonly sku: string
  readonly name: string
  readonly category: string
  readonly brand: string
  readonly quantity: number
  readonly priceCents: number
  readonly discount: number
  readonly grams: number
}
