/** The operations that a trace has, by number. */

export const GET = 0
export const SET = 1
export const DELETE = 2

/** By their numbers. */
export const OPERATIONS = ['get', 'set', 'delete'] as const

export type OperationName = (typeof OPERATIONS)[number]

/** The size of a value that a line does not tell, in bytes. */
export const DEFAULT_VALUE_BYTES = 128
/** The most that a line may ask for. */
export const MOST_VALUE_BYTES: number = 64 * 2 ** 20
/** A line without its line feed, in bytes. */
export const MOST_LINE_BYTES: number = 2 ** 20
