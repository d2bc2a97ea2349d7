/** Small maps are walked several times in one timed call, so that the call is long against the clock's resolution. */

const OPERATIONS = 65_536

/** How often to walk `count` keys in one timed call. */
export function passesOver(count: number): number {
  return Math.max(1, Math.round(OPERATIONS / count))
}
