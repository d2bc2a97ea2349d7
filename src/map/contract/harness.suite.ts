/**
 * Opens maps for the cases of the suite. Every instance a case leaves open is verified and closed after it, with the
 * whole heap accounted for: nobody else writes, so nothing less than 'exact' will do.
 */
import { afterEach, expect, test } from 'vitest'
import { isSelvedgeError } from '../../errors.ts'
import { scaled } from './random.suite.ts'
import type { AnyHandle, AnyMap, AttachOptions, CreateOptions, Subject } from './subject.suite.ts'

export const MiB: number = 2 ** 20

export interface Harness {
  readonly subject: Subject
  /** The names of all cases so far. */
  readonly registered: ReadonlySet<string>
  /** A map of its own; 16 MiB unless told otherwise. */
  open(options?: CreateOptions): AnyMap
  /** Another instance of the same map in this thread. */
  attach(to: AnyMap | { readonly handle: AnyHandle }, options?: AttachOptions): AnyMap
  /** Two instances of one map: the reader keeps nothing, so that it always asks the shared memory. */
  pair(options?: CreateOptions): { writer: AnyMap; reader: AnyMap }
  /** Registers a case, or skips it with the subject's reason. Some fill whole maps: 30 s unless told otherwise. */
  it(name: string, run: () => void, timeout?: number): void
}

/** Call inside `describe`: the checks after each case are registered there. */
export function createHarness(subject: Subject): Harness {
  let opened: AnyMap[] = []
  const registered = new Set<string>()
  const keep = (map: AnyMap): AnyMap => {
    opened.push(map)
    return map
  }

  afterEach(() => {
    const maps = opened
    opened = []
    try {
      for (const map of maps) verifyUnlessClosed(map)
    } finally {
      for (const map of maps) map.close()
    }
  })

  return {
    subject,
    registered,
    open: (options) => keep(subject.create({ maxBytes: 16 * MiB, ...options })),
    attach: (to, options) => keep(subject.attach(to.handle, options)),
    pair(options) {
      const writer = this.open(options)
      return { writer, reader: this.attach(writer, { nearCache: false }) }
    },
    it(name, run, timeout = scaled(30_000)) {
      if (registered.has(name)) throw new Error(`two cases are named ${name}`)
      registered.add(name)
      const skipped = subject.skipped?.find((each) => each.test === name)
      if (skipped === undefined) test(name, run, timeout)
      else test.skip(`${name} (skipped: ${skipped.reason})`, run)
    },
  }
}

function verifyUnlessClosed(map: AnyMap): void {
  try {
    expect(map.verify()).toMatchObject({ ok: true, heap: 'exact', entries: map.size })
  } catch (error) {
    if (!(isSelvedgeError(error) && error.code === 'ERR_CLOSED')) throw error
  }
}
