/** What a schedule came to. */
import type { Actor } from './actor.ts'
import type { Image } from './image.ts'
import type { Race } from './races/races.ts'
import type { Turn } from './schedule.ts'
import type { Performed } from './sequential.ts'

/** What became of the threads. */
export interface Result {
  readonly performed: readonly Performed[]
  /** Threads that can neither go on nor end; empty if all is well. */
  readonly stuck: readonly number[]
  readonly dead: readonly number[]
  /** Threads that live, and whose slot was taken from them. */
  readonly expelled: readonly number[]
}

/** A thread met another's write, which ended it all. */
export interface Alarm {
  readonly thread: number
  /** Whether another was in the middle of one. */
  readonly isFounded: boolean
}

export interface Outcome extends Result {
  readonly schedule: readonly Turn[]
  readonly steps: number
  readonly race: Race | undefined
  readonly alarm: Alarm | undefined
  /** It was broken off in a state that had been met. */
  readonly isRedundant: boolean
}

/** Of a schedule that was broken off, or ended in an alarm. */
export const UNKNOWN: Result = { performed: [], stuck: [], dead: [], expelled: [] }

export function resultOf(actors: readonly Actor[], image: Image): Result {
  const performed: Performed[] = []
  const stuck: number[] = []
  const dead: number[] = []
  const expelled: number[] = []
  for (const actor of actors) {
    const { index, state, thread } = actor
    if (state === 'dead') dead.push(index)
    else if (state !== 'ended') stuck.push(index)
    else if (!actor.hasLeft && !thread.isAttached(image)) expelled.push(index)
    if (actor.recovers === undefined) performed.push(...actor.performed())
  }
  return { performed, stuck, dead, expelled }
}
