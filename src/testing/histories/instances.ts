/** The instances of the map that one thread uses: near caches of every kind, and beside each an instance without one. */
import type { AttachRequest, MapSource } from '../storm/map-source.ts'
import type { Instances } from './player.ts'
import type { Assignment } from './protocol.ts'

/** The default, one that overflows all the time, one that holds everything, none. */
const NEAR_CACHES: readonly [AttachRequest, ...AttachRequest[]] = [
  {},
  { nearCache: 3 },
  { nearCache: 65_536 },
  { nearCache: false },
]

/**
 * What an instance with a near cache believes is held against what one without sees, in one thread and with nothing in
 * between: so a belief is found wrong that the next turn of another thread would have set right.
 */
export function instancesFor(source: MapSource, { map, slot }: Assignment): Instances {
  const near = NEAR_CACHES[slot % NEAR_CACHES.length] ?? NEAR_CACHES[0]
  const kept = source.attachMap(map, near)
  if (near.nearCache === false) return [kept]
  return [kept, kept, kept, source.attachMap(map, { nearCache: false })]
}
