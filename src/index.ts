/** selvedge: one map that every worker thread reads and writes. */
export type { ValueCodec } from './codec/values.ts'
export type {
  Added,
  CounterStats,
  SharedCounterHandle,
  SharedCounterOptions,
  Stripes,
} from './counter/counter.ts'
export { SharedCounter } from './counter/shared-counter.ts'
export {
  ClosedError,
  ConflictError,
  CorruptError,
  FullError,
  HandleError,
  isSelvedgeError,
  KeyError,
  OptionError,
  ReentryError,
  SelvedgeError,
  ThreadsExhaustedError,
  ValueError,
} from './errors.ts'
export type {
  ConcurrentMap,
  Key,
  MapStats,
  SharedMapHandle,
  StrategyName,
  Value,
  VerifyReport,
  Versioned,
} from './map/map.ts'
export type { AttachOptions, SharedMapOptions } from './map/options.ts'
export { SharedMap } from './map/shared-map.ts'
export { STRATEGIES, SYNCHRONISED } from './memory/kernel.ts'
