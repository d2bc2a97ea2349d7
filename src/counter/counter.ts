/** What a shared counter is made of, and what it tells, as types. */

/** The option `striped`, as a type that says which form a counter has. */
export type Stripes = boolean | number

/** What `add` returns: the new value; of a striped counter nothing, since to know it would be to read all its cells. */
export type Added<Striped extends Stripes> = Striped extends false ? number : undefined

export interface SharedCounterOptions<Striped extends Stripes = Stripes> {
  /**
   * Lets threads that add at the same time add to cells of their own: true for two cells a core, or how many there are to be,
   * 1 to 256. Default false: one atomic word.
   */
  readonly striped?: Striped
  /** A safe integer. Default 0. */
  readonly initial?: number
  /** Shows up in `stats()`. */
  readonly name?: string
}

export interface CounterStats {
  readonly name: string
  /** Cells of a striped counter; 0 of one that is not. */
  readonly stripes: number
  /** Compare-and-swap attempts of this instance that lost to another thread, and were made again. */
  readonly retries: number
}

declare const handleOf: unique symbol

/** An opaque, structured-cloneable ticket: pass it through `workerData` or `postMessage`, and `attach` to it. */
export interface SharedCounterHandle<Striped extends Stripes = false> {
  readonly kind: 'selvedge.SharedCounter'
  readonly [handleOf]?: Striped
}
