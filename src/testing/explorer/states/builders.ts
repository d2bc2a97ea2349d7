/** How each state comes about. */
import { insert } from '../operations/conditional.ts'
import { get } from '../operations/reading.ts'
import { RUN_BYTES } from '../operations/values.ts'
import { remove, set, setStaged } from '../operations/writing.ts'
import type { Site } from './site.ts'
import type { Base } from './state.ts'

const DOUBLE = 1.5
const SMALL = 7
/** In a class whose magazines hold four. */
export const BLOCK_BYTES = 2000
const MAGAZINE_OF_BLOCKS = 4
/** The bits of a stamp within a version unit: kernel/table/versions.ts. */
const LAST_STAMP = 2 ** 22 - 1
const CELL_STAMP = 4
const UNIT_BYTES = 16_384
/** The first table's slots, and how few deletes never replace one: kernel/strategies/lock-free/write.ts. */
const FIRST_SLOTS = 8
const LEAST_DEAD = 8
const WRITES = 20

export const BUILDERS: Readonly<Record<Base, (site: Site) => void>> = {
  virgin() {},
  empty() {},
  present(site) {
    site.set(site.key, DOUBLE, site.first)
    site.note()
  },
  integer(site) {
    site.set(site.key, SMALL, site.first)
    site.note()
  },
  text(site) {
    site.setText(site.key, 'a', site.first)
    site.note()
  },
  tombstone,
  amended(site) {
    site.set(site.key, DOUBLE, site.first)
    site.note()
    site.set(site.fillers[0] ?? 0, SMALL)
  },
  dirty(site) {
    promoted(site)
    for (const filler of site.fillers.slice(1, 3)) site.set(filler, SMALL)
    site.set(site.key, DOUBLE, site.first)
    site.note()
  },
  turning(site) {
    promoted(site)
    site.set(site.key, DOUBLE, site.first)
    site.note()
  },
  expunged(site) {
    tombstone(site)
    site.set(site.fillers[0] ?? 0, SMALL)
  },
  crowded(site) {
    site.set(site.key, DOUBLE, site.first)
    site.note()
    crowd(site, site.fillers)
  },
  growing(site) {
    grow(site)
    site.set(site.elsewhere[0] ?? 0, DOUBLE)
  },
  starving(site) {
    grow(site)
    // A clear frees this first, which takes the heap's lock.
    site.setLong(site.elsewhere[0] ?? 0, 'z', RUN_BYTES)
  },
  burying(site) {
    tombstone(site)
    crowd(site, site.fillers)
  },
  compacting(site) {
    // Its version is above that of any record at hand.
    for (let write = 0; write < WRITES; write++) site.set(site.key, SMALL)
    site.set(site.key, DOUBLE, site.first)
    const others = site.fillers.slice(0, 2 * LEAST_DEAD)
    for (const filler of others) site.set(filler, DOUBLE)
    for (const filler of others) {
      if (site.replacesTable(remove(site.key))) break
      site.remove(filler)
    }
    site.note()
  },
  boundary(site) {
    site.set(site.key, DOUBLE, site.first)
    site.note()
    const { observer, image } = site.stage
    const record = site.place?.record ?? 0
    const stamp = new Uint32Array(observer.memory.buffer, record + CELL_STAMP, 1)
    stamp[0] = (stamp[0] ?? 0) | LAST_STAMP
    image.keep()
    site.note()
  },
  recycled(site) {
    const [, second] = site.stage.threads
    site.set(site.key, DOUBLE, second)
    site.note()
    site.remove(site.key, second)
    site.noteGone()
    const before = site.stage.observer.kernel.growths()
    for (const filler of site.fillers) {
      if (site.stage.observer.kernel.growths() > before) return
      site.set(filler, SMALL, second)
    }
  },
  crammed(site) {
    const [first = 0, ...rest] = site.fillers
    // So that there is a chunk for doubles.
    site.set(first, DOUBLE)
    for (const filler of rest.slice(0, 5)) site.set(filler, SMALL)
    exhaust(site)
    if (site.replacesTable(set(site.key, SMALL)))
      throw new RangeError('there is memory for a table')
  },
  reclaiming(site) {
    const [dead = 0, ...rest] = site.fillers
    site.set(dead, SMALL)
    exhaust(site)
    const more = [...rest.slice(0, 4), ...site.elsewhere.slice(3, 6)]
    if (more.every((key) => site.takes(set(key, SMALL)))) throw new RangeError('no key was refused')
    site.remove(dead)
    if (!site.replacesTable(set(site.key, SMALL)))
      throw new RangeError('there is nothing to reclaim')
  },
  full(site) {
    site.set(site.key, DOUBLE, site.first)
    site.note()
    exhaust(site)
  },
  spilling(site) {
    // Blocks come in pairs: who wrote the key has an odd one left, and the others as many as they may.
    site.setLong(site.key, 'a', BLOCK_BYTES, site.stage.threads[1])
    const scraps = site.fillers.slice(0, MAGAZINE_OF_BLOCKS)
    for (const thread of site.stage.threads) {
      for (const key of scraps) site.perform(setStaged(key, 'f', BLOCK_BYTES), thread)
      for (const key of scraps) site.set(key, SMALL, thread)
    }
    site.note()
  },
  run(site) {
    site.setLong(site.key, 'a', RUN_BYTES, site.first)
    site.note()
  },
}

/** A table of one key; the look-up promotes it, where it was a dirty one. */
function promoted(site: Site): void {
  const [filler = 0] = site.fillers
  site.set(filler, SMALL)
  site.perform(get(filler))
}

/** A table with a tombstone in it that the next insert replaces. */
function grow(site: Site): void {
  const [dead = 0, ...rest] = site.fillers
  site.set(dead, DOUBLE)
  site.remove(dead)
  crowd(site, rest)
}

function tombstone(site: Site): void {
  site.set(site.key, DOUBLE, site.first)
  site.note()
  site.remove(site.key)
  site.noteGone()
}

/** Inserts until one more would replace the table. */
function crowd(site: Site, fillers: Site['fillers']): void {
  for (const filler of fillers) {
    if (site.replacesTable(insert(site.other, DOUBLE))) return
    site.set(filler, SMALL)
  }
  throw new RangeError('too few keys to crowd the table')
}

/** Takes all units that are not in reserve, by a few long values in the other segment. */
function exhaust(site: Site): void {
  let units = 64
  for (const key of site.elsewhere.slice(0, FIRST_SLOTS - 2)) {
    while (units > 0 && !site.takes(setStaged(key, 'z', units * UNIT_BYTES - 8))) units >>= 1
  }
  if (units > 0) throw new RangeError('the map did not fill up: give it fewer units')
}
