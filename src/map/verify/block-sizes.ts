/**
 * Sizes of blocks, stated a second time on purpose: `verify` shares no arithmetic with the heap it checks
 * (kernel/heap/size-classes.ts).
 */
export const RECORD_CLASS = 35
const LARGEST = 8192

const SIZES: readonly number[] = [16, 24, 32, 40, 48, 56, 64]
  .concat(
    [64, 128, 256, 512, 1024, 2048, 4096].flatMap((p) => [5, 6, 7, 8].map((q) => (p * q) / 4)),
  )
  .concat(32)

export function sizeOfClass(sizeClass: number): number | undefined {
  return SIZES[sizeClass]
}

/** Undefined for what is a run of units. */
export function classOfSize(size: number): number | undefined {
  if (size > LARGEST) return undefined
  return SIZES.findIndex((most, index) => size <= most && index !== RECORD_CLASS)
}
