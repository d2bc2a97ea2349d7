/**
 * A futex mutex that survives its owner. The word holds 0 or the owner's slot + 1, with bit 31 set once somebody waits.
 * A waiter sleeps in short slices and after each asks the host whether the owner lives; a dead owner's lock is released
 * by its recovery, after what the lock protects has been repaired.
 *
 * After Drepper, "Futexes Are Tricky" (2011), mutex 2, with the owner in the word as in POSIX robust mutexes.
 */
import { cas32, load32, notifyAll, wait32 } from '../atomics'
import { SlotEntry } from '../layout'
import { blocked } from '../threads/host'
import { count } from '../threads/slot-table'

const WAITED: u32 = 1 << 31
const SPINS: i32 = isDefined(EXPLORE) ? 1 : 40
const SLICE_MS: i64 = 2

export function lock(word: usize, id: u32): void {
  const mine = id + 1
  for (let spin = 0; spin < SPINS; spin++) {
    if (load32(word) == 0 && cas32(word, 0, mine) == 0) return
  }
  count(id, offsetof<SlotEntry>('waits'))
  while (true) {
    const seen = load32(word)
    if (seen == 0) {
      // Others may wait too: keep the mark, or the last of them would sleep through our unlock.
      if (cas32(word, 0, mine | WAITED) == 0) return
      continue
    }
    if (!(seen & WAITED) && cas32(word, seen, seen | WAITED) != seen) continue
    if (wait32(word, seen | WAITED, SLICE_MS) == 2) blocked((seen & ~WAITED) - 1)
  }
}

export function unlock(word: usize): void {
  const seen = load32(word)
  // Waiters may add their mark between the load and the CAS; nobody else may change a held word.
  const last = cas32(word, seen, 0)
  if (last != seen) cas32(word, last, 0)
  if (last & WAITED) notifyAll(word)
}

export function holds(word: usize, id: u32): bool {
  return (load32(word) & ~WAITED) == id + 1
}

/** Hands the lock of a dead owner to the caller. False if somebody else was faster. */
export function inherit(word: usize, dead: u32, id: u32): bool {
  const seen = load32(word)
  return (seen & ~WAITED) == dead + 1 && cas32(word, seen, (id + 1) | WAITED) == seen
}

/** Waits until the word is free or changes hands, without taking it. */
export function awaitChange(word: usize, id: u32): void {
  const seen = load32(word)
  if (seen == 0) return
  count(id, offsetof<SlotEntry>('waits'))
  if (!(seen & WAITED) && cas32(word, seen, seen | WAITED) != seen) return
  if (wait32(word, seen | WAITED, SLICE_MS) == 2) blocked((seen & ~WAITED) - 1)
}
