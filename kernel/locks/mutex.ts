/**
 * A futex mutex that survives its owner. The word holds 0 or, in bits 7..0, the owner's slot + 1, with bit 31 set once
 * somebody waits; in between stands the slot's tenure, so that the word of a dead owner never returns. Bit 30 is set once
 * somebody has waited long: from then on who comes new waits a while before he may take the free word, so nobody starves.
 * A waiter sleeps in short slices and after each asks the host whether the owner lives; a dead owner's lock is released
 * by its recovery, after what the lock protects has been repaired, or taken over by who repairs it (heap/heap-lock.ts).
 *
 * After Drepper, "Futexes Are Tricky" (2011), mutex 2, with the owner in the word as in POSIX robust mutexes.
 */
import { cas32, load32, notifyAll, setOwn32, wait32 } from '../atomics'
import { SlotEntry } from '../layout'
import { blocked } from '../threads/host'
import { count, entryAt, isDeclaredDead, tenureOf } from '../threads/slot-table'

const WAITED: u32 = 1 << 31
const HANDED_ON: u32 = 1 << 30
export const OWNER_MASK: u32 = 255
const TENURE_SHIFT: u32 = 8
const TENURE_MASK: u32 = HANDED_ON - 1
/** Of `wait32`. */
const TIMED_OUT: i32 = 2
/** Before a thread sleeps it looks so often, and for some 10 us in all. */
const LOOKS: i32 = isDefined(EXPLORE) ? 1 : 3
const PAUSE: u32 = 4096
const SLICE_MS: i64 = 2
/** Waits that end with the word in other hands, after which it is to be handed on. */
const PATIENCE: u32 = isDefined(EXPLORE) ? 1 : 8

/** Whether the thread waits for a lock that it may take over, so that no more of its dead owner is to be recovered now. */
export let isTakingOver: bool = false

/** A call that was cut short waits no more. */
export function forgetTakeOver(): void {
  isTakingOver = false
}

export function lock(word: usize, id: u32): void {
  acquire(word, id, 0)
}

/**
 * Takes the word, if need be from an owner that was declared dead: then true, and what the lock protects is to be put in
 * order. `noteAt` names that owner, plus 1, from before the word is taken.
 */
export function lockOrTakeOver(word: usize, id: u32, noteAt: usize): bool {
  return acquire(word, id, noteAt)
}

function wordOf(id: u32): u32 {
  return ((tenureOf(id) << TENURE_SHIFT) & TENURE_MASK) | (id + 1)
}

/**
 * Each look at the word takes its line from the owner, who is held up by it, and passes the lock on for each operation: with
 * few looks it runs many in a row (Anderson, "The Performance of Spin Lock Alternatives", 1990). There is no instruction to
 * idle by, so the thread reads what no other writes.
 */
function lookAway(id: u32): void {
  if (isDefined(EXPLORE)) return
  const own = entryAt(id)
  for (let i: u32 = 0; i < PAUSE; i++) load32(own)
}

function acquire(word: usize, id: u32, noteAt: usize): bool {
  const mine = wordOf(id)
  for (let look = 0; look < LOOKS; look++) {
    if (load32(word) == 0 && cas32(word, 0, mine) == 0) return false
    lookAway(id)
  }
  count(id, offsetof<SlotEntry>('waits'))
  let waits: u32 = 0
  while (true) {
    const seen = load32(word)
    const owner = seen & OWNER_MASK
    if (!owner && (waits || !(seen & HANDED_ON))) {
      // Others may wait too: keep the mark, or the last of them would sleep through our unlock.
      if (cas32(word, seen, mine | WAITED) == seen) return false
      continue
    }
    if (noteAt && owner && isDeclaredDead(owner - 1)) {
      setOwn32(noteAt, owner)
      if (cas32(word, seen, mine | WAITED) == seen) return true
      setOwn32(noteAt, 0)
      continue
    }
    const marked = seen | WAITED | (waits < PATIENCE ? 0 : HANDED_ON)
    if (marked != seen && cas32(word, seen, marked) != seen) continue
    const outcome = wait32(word, marked, SLICE_MS)
    waits++
    if (outcome != TIMED_OUT || !owner) continue
    isTakingOver = noteAt != 0
    blocked(owner - 1)
    isTakingOver = false
  }
}

export function unlock(word: usize): void {
  while (true) {
    const seen = load32(word)
    // Waiters may add their marks between the load and the CAS; nobody else may change a held word.
    if (cas32(word, seen, seen & HANDED_ON) != seen) continue
    if (seen & WAITED) notifyAll(word)
    return
  }
}

export function isHeld(word: usize): bool {
  return (load32(word) & OWNER_MASK) != 0
}

export function holds(word: usize, id: u32): bool {
  return (load32(word) & OWNER_MASK) == id + 1
}

/** Hands the lock of a dead owner to the caller. False if somebody else was faster. */
export function inherit(word: usize, dead: u32, id: u32): bool {
  const seen = load32(word)
  if ((seen & OWNER_MASK) != dead + 1 || !isDeclaredDead(dead)) return false
  return cas32(word, seen, wordOf(id) | WAITED) == seen
}

/** Waits until the word is free or changes hands, without taking it. */
export function awaitChange(word: usize, id: u32): void {
  for (let look = 0; look < LOOKS; look++) {
    if (!isHeld(word)) return
    lookAway(id)
  }
  const seen = load32(word)
  const owner = seen & OWNER_MASK
  if (!owner) return
  count(id, offsetof<SlotEntry>('waits'))
  if (!(seen & WAITED) && cas32(word, seen, seen | WAITED) != seen) return
  if (wait32(word, seen | WAITED, SLICE_MS) == TIMED_OUT) blocked(owner - 1)
}
