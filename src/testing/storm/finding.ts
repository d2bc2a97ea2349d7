/** What a check can find wrong, and the envelope in which it travels from a worker to the report. */

/**
 * - `lost`: something acknowledged is gone.
 * - `stale`: a read older than what was acknowledged, or seen by anyone, before the read began.
 * - `torn`: a value nobody ever wrote as it stands.
 * - `phantom`: a value from a write that had not begun, or handed out twice.
 * - `version`: the number of a write stood still or went back.
 * - `iteration`: a key seen twice, or a key present throughout not seen, or a wrong size.
 * - `corrupt`: `verify()` objected.
 * - `stuck`: a thread stood still for longer than the limit.
 * - `leak`: memory, thread slots grew without need.
 * - `error`: an operation threw, or a worker ended that nobody had ended.
 */
export const FINDING_KINDS = [
  'lost',
  'stale',
  'torn',
  'phantom',
  'version',
  'iteration',
  'corrupt',
  'stuck',
  'leak',
  'error',
] as const

export type FindingKind = (typeof FINDING_KINDS)[number]

export interface Finding {
  readonly kind: FindingKind
  readonly op: string
  readonly key: string
  readonly expected: string
  readonly seen: string
}

/** A finding with its place: `worker` is the slot, and the parent is the slot after the last worker's. */
export interface Violation extends Finding {
  readonly round: number
  readonly worker: number
}

/** Frames of the stack in the description of an error without a code, which nobody planned. */
const FRAMES = 4

/** The description of anything thrown: with its stable code if it has one, else with where it was thrown. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if ('code' in error) return `${error.name}: ${String(error.code)} ${error.message}`
  const frames = (error.stack ?? '').split('\n    at ').slice(1, 1 + FRAMES)
  return [`${error.name}: ${error.message}`, ...frames].join(' < ')
}
