/** What the threads of a storm do in a round: which operations, how often, on which keys. */
import type { OperationName } from './operation-codes.ts'

export interface Load {
  readonly name: LoadName
  /** So many keys that everybody uses. */
  readonly hotKeys: number
  /** Out of a hundred operations, so many are on hot keys; the others on cold ones. */
  readonly hotShare: number
  /** So many cold keys; 'fresh': every second time one that was never used. */
  readonly coldKeys: number | 'fresh'
  /** How often each operation occurs, as a share of the sum. */
  readonly weights: Readonly<Record<OperationName, number>>
  /** Entries that no history knows of: they are there to be cleared, and put back by the thread that did it. */
  readonly ballast: number
  /** Of four threads, so many only read. */
  readonly readers: number
  /** Share of a round's usual operations: more where threads are started, which takes long. */
  readonly size: number
  /** Threads that are terminated in the middle of it, and of what operation, if it is to be a certain one. */
  readonly deaths: number
  readonly deathsIn?: OperationName
  /** Whether its history is also checked as that of one object; it has to be short for that. */
  readonly asWhole: boolean
}

export const LOAD_NAMES = ['hot keys', 'growth', 'clear', 'churn', 'deaths', 'whole map'] as const
export type LoadName = (typeof LOAD_NAMES)[number]

type Weights = Load['weights']

/** Everything the model has, reads a little more often. */
const ALL: Weights = {
  ...{ get: 600, has: 100, set: 250, swap: 100, getOrInsert: 100, delete: 100, take: 100 },
  ...{ increment: 200, compareAndSet: 250, compareAndDelete: 100, clear: 0 },
}
const READS: Weights = {
  ...{ get: 2, has: 1, set: 0, swap: 0, getOrInsert: 0, delete: 0, take: 0 },
  ...{ increment: 0, compareAndSet: 0, compareAndDelete: 0, clear: 0 },
}

const ORDINARY = {
  ...{ hotKeys: 8, hotShare: 100, coldKeys: 0, weights: ALL, ballast: 0, readers: 0 },
  ...{ size: 1, deaths: 0, asWhole: false },
} as const

export const LOADS: Readonly<Record<LoadName, Load>> = {
  /** All threads at a few keys, with everything there is. */
  'hot keys': { ...ORDINARY, name: 'hot keys' },
  /** The map begins small and takes new keys all the time: tables are replaced under everybody's feet. */
  growth: {
    ...{ ...ORDINARY, name: 'growth', hotKeys: 4, hotShare: 20, coldKeys: 'fresh' },
    weights: { ...ALL, set: 500, getOrInsert: 200 },
  },
  /** Again and again all is gone from under readers, and takes a while to go; longer where a thread dies in it. */
  clear: {
    ...{ ...ORDINARY, name: 'clear', hotShare: 80, coldKeys: 64, readers: 2 },
    ...{ ballast: 20_000, size: 2, deaths: 1, deathsIn: 'clear' },
    weights: { ...ALL, clear: 1 },
  },
  /** Keys come and go, so that the memory of one becomes that of another. */
  churn: {
    ...{ ...ORDINARY, name: 'churn', hotShare: 10, coldKeys: 600 },
    weights: { ...ALL, set: 500, delete: 500, take: 200 },
  },
  /** Threads die, at hot keys and in the middle of growth, and others take their place. */
  deaths: {
    ...{ ...ORDINARY, name: 'deaths', hotShare: 50, coldKeys: 'fresh', size: 2, deaths: 2 },
    weights: { ...ALL, set: 500 },
  },
  /** A clear concerns all keys at one instant: short, so that it can be checked for all keys at once. */
  'whole map': {
    ...{ ...ORDINARY, name: 'whole map', hotKeys: 4, size: 0.1, asWhole: true },
    weights: { ...ALL, clear: 50 },
  },
}

/** The greatest size. */
export const LARGEST: number = Math.max(...Object.values(LOADS).map(({ size }) => size))

/** A load as those have it who only read: more of the cold keys, which stay for longer what they are. */
export function readersLoad(load: Load): Load {
  return { ...load, hotShare: 100 - load.hotShare, weights: READS }
}
