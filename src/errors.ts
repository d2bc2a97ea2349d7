/**
 * Every error selvedge throws has a stable `code`; the message says what to do next. There is one subclass for each
 * thing a caller can act on. `postMessage` drops the class and the fields of an error: send `code` along explicitly.
 */
export abstract class SelvedgeError extends Error {
  abstract readonly code: string
  /** Set by `setMany`: the place of the bad entry; those before it are stored. */
  index?: number
  override get name(): string {
    return this.constructor.name
  }
}

/** True for every error of this package, also across two copies of it in one process. */
export function isSelvedgeError(error: unknown): error is SelvedgeError {
  return (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    error.code in CODES
  )
}

/** The key has a type that a shared map does not take, or is longer than a key may be. Use another key. */
export class KeyError extends SelvedgeError {
  readonly code: 'ERR_KEY_TYPE' | 'ERR_KEY_TOO_LONG'
  constructor(code: 'ERR_KEY_TYPE' | 'ERR_KEY_TOO_LONG', message: string) {
    super(message)
    this.code = code
  }
}

/** The value cannot be stored; the message says what in it, and what to store instead. */
export class ValueError extends SelvedgeError {
  readonly code: 'ERR_VALUE_TYPE' | 'ERR_VALUE_TOO_LARGE'
  constructor(
    code: 'ERR_VALUE_TYPE' | 'ERR_VALUE_TOO_LARGE',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
    this.code = code
  }
}

/** The map's `maxBytes` are used up. Delete entries, or create the map with more. */
export class FullError extends SelvedgeError {
  readonly code = 'ERR_FULL'
}

/** The handle is not one of this package's, or of another layout version. */
export class HandleError extends SelvedgeError {
  readonly code: 'ERR_HANDLE_INVALID' | 'ERR_HANDLE_VERSION'
  constructor(code: 'ERR_HANDLE_INVALID' | 'ERR_HANDLE_VERSION', message: string) {
    super(message)
    this.code = code
  }
}

/** This instance was closed. Attach anew; other instances of the same map go on. */
export class ClosedError extends SelvedgeError {
  readonly code = 'ERR_CLOSED'
}

/** As many threads are attached as the map has slots for. Close instances, or `SharedMap.reap` dead workers. */
export class ThreadsExhaustedError extends SelvedgeError {
  readonly code = 'ERR_THREADS_EXHAUSTED'
}

/** An option is out of its range; the message names it and says what it may be. */
export class OptionError extends SelvedgeError {
  readonly code = 'ERR_OPTION'
}

/** An `update` came to no end, since its function wrote the key itself in each run. Only return the new value. */
export class ReentryError extends SelvedgeError {
  readonly code = 'ERR_REENTRY'
}

/** In an unsynchronised map that throws: another thread was writing. Choose another strategy. */
export class ConflictError extends SelvedgeError {
  readonly code = 'ERR_CONFLICT'
}

/** `verify()` found a broken invariant: a bug in selvedge, or foreign stores into its memory. Please report it. */
export class CorruptError extends SelvedgeError {
  readonly code = 'ERR_CORRUPT'
}

const CODES: Readonly<Record<string, true>> = {
  ERR_KEY_TYPE: true,
  ERR_KEY_TOO_LONG: true,
  ERR_VALUE_TYPE: true,
  ERR_VALUE_TOO_LARGE: true,
  ERR_FULL: true,
  ERR_HANDLE_INVALID: true,
  ERR_HANDLE_VERSION: true,
  ERR_CLOSED: true,
  ERR_THREADS_EXHAUSTED: true,
  ERR_OPTION: true,
  ERR_REENTRY: true,
  ERR_CONFLICT: true,
  ERR_CORRUPT: true,
}
