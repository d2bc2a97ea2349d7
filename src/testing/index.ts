/** selvedge/testing: the tools that selvedge is tested with, for code of one's own. */
export { HistoryClock } from './histories/clock.ts'
export type { RecordedHistory, RecordOptions } from './histories/record-history.ts'
export { recordHistory } from './histories/record-history.ts'
export type { CheckOptions, Undecided, Verdict, Violation } from './linearizability/check.ts'
export { checkLinearizable } from './linearizability/check.ts'
export type { HistoryOperation, Unknown } from './linearizability/history.ts'
export { UNKNOWN } from './linearizability/history.ts'
export type {
  ClearInput,
  CompareAndSet,
  KeyInput,
  KeyOutput,
  MapOperation,
  SnapshotInput,
} from './linearizability/map-input.ts'
export { mapModel } from './linearizability/map-model.ts'
export type { Model } from './linearizability/model.ts'
export type { WholeMap } from './linearizability/whole-map-model.ts'
export { wholeMapModel } from './linearizability/whole-map-model.ts'
export { explore, replay } from './programs/explore.ts'
export type {
  End,
  ExploredAtomics,
  ExploreOptions,
  Program,
  ProgramExploration,
  ProgramViolation,
  ThreadBody,
} from './programs/program.ts'
export type { StormReport } from './storm/report.ts'
export type { StormOptions, StormProgress, StormSettings } from './storm/settings.ts'
export { storm } from './storm/storm.ts'
