/** What charts show, as data: made in Node, drawn in the browser. Nothing here knows either. */

/** The same colour stands for the same subject in all charts of a page. */
export interface Series {
  readonly name: string
  readonly colour: number
}

/** Lines or strips that belong together: those of one number of keys and threads, if a report has several. */
export interface View<S extends Series> {
  readonly label: string
  readonly series: readonly S[]
}

/** So many microseconds at most, in so many percent of the operations. */
export type LatencyPoint = readonly [percentile: number, us: number]

export interface LatencySeries extends Series {
  readonly points: readonly LatencyPoint[]
}

/** The percentile along, its distance to 100 on a log scale; microseconds up, on a log scale. */
export interface LatencyChart {
  readonly kind: 'latency'
  readonly views: readonly View<LatencySeries>[]
}

/** When it began, in milliseconds; how long it took, in milliseconds; in which thread. */
export type PauseOfThread = readonly [atMs: number, ms: number, thread: number]

export interface PauseSeries extends Series {
  /** In the order of time. */
  readonly pauses: readonly PauseOfThread[]
}

/** A strip for each subject: time along, length up, all of them to the same scales. */
export interface PauseChart {
  readonly kind: 'pauses'
  readonly views: readonly View<PauseSeries>[]
}

export interface ScalingSeries extends Series {
  readonly points: readonly (readonly [size: number, figure: number])[]
}

export interface ScalingChart {
  readonly kind: 'scaling'
  readonly along: 'keys' | 'threads'
  readonly figure: 'operations in a millisecond' | 'P99 in microseconds'
  readonly series: readonly ScalingSeries[]
}

export type Chart = LatencyChart | PauseChart | ScalingChart

/** What the script of a page is given: charts by the id of the element that each is drawn in. */
export type Charts = Readonly<Record<string, Chart>>
