/**
 * The map of a counter's memory, one page. `docs/MEMORY-LAYOUT.md` is tested against it. Raise LAYOUT_VERSION with any
 * change: two versions in one process refuse each other's handles.
 *
 *   CounterHeader | cells, each alone in CELL_SIZE bytes
 */

export const LAYOUT_VERSION: u32 = 1
export const MAGIC: u32 = 0x5e17c07e

/** Two cache lines: processors fetch lines in pairs, and on some a line itself has 128 bytes. */
export const CELL_SIZE: u32 = 128
export const CELLS: u32 = CELL_SIZE
export const MAX_STRIPES: u32 = 256

/** The greatest integer up to which a JavaScript number is exact, 2^53 - 1: as far as a counter counts. */
export const MAX_VALUE: i64 = (1 << 53) - 1
/** As far as the cells of a striped counter count, all of them together: their sum is then far from overflowing. */
export const MAX_CELLS: i64 = 1 << 62

/** Written once by the creator, except where a comment says otherwise. */
@unmanaged
export class CounterHeader {
  magic: u32 = 0
  layoutVersion: u32 = 0
  /** Cells of a striped counter; 0 for the plain form, which has one. */
  stripes: u32 = 0
  /** Instances attached so far: each takes the next stripe. Atomic. */
  attached: u32 = 0
  /** Of a striped counter: what all resets took together, to be subtracted from the sum of the cells. By CAS. */
  taken: u64 = 0
}
