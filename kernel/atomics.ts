/**
 * The only place that touches shared memory. `load`, `store`, `cas`, `add`, `swap` are sequentially consistent; `own*` are
 * plain accesses to words that one thread owns at that time (its slot, a block before it is published, what a lock protects).
 * A build with EXPLORE defined calls `step` before each access: the explorer's hook. `detail` is the number of bytes
 * accessed, or for WAIT the value awaited.
 */

declare function step(address: usize, detail: u32, access: i32): void

const LOAD = 0
const STORE = 1
const CAS = 2
const OWN_LOAD = 3
const OWN_STORE = 4
const WAIT = 5

export function load32(p: usize): u32 {
  if (isDefined(EXPLORE)) step(p, 4, LOAD)
  return atomic.load<u32>(p)
}

export function load64(p: usize): u64 {
  if (isDefined(EXPLORE)) step(p, 8, LOAD)
  return atomic.load<u64>(p)
}

export function store32(p: usize, value: u32): void {
  if (isDefined(EXPLORE)) step(p, 4, STORE)
  atomic.store<u32>(p, value)
}

export function store64(p: usize, value: u64): void {
  if (isDefined(EXPLORE)) step(p, 8, STORE)
  atomic.store<u64>(p, value)
}

/** The value found: equal to `expected` if and only if the store took place. */
export function cas32(p: usize, expected: u32, value: u32): u32 {
  if (isDefined(EXPLORE)) step(p, 4, CAS)
  return atomic.cmpxchg<u32>(p, expected, value)
}

export function cas64(p: usize, expected: u64, value: u64): u64 {
  if (isDefined(EXPLORE)) step(p, 8, CAS)
  return atomic.cmpxchg<u64>(p, expected, value)
}

export function add32(p: usize, by: u32): u32 {
  if (isDefined(EXPLORE)) step(p, 4, CAS)
  return atomic.add<u32>(p, by)
}

/** The value found. */
export function swap64(p: usize, value: u64): u64 {
  if (isDefined(EXPLORE)) step(p, 8, CAS)
  return atomic.xchg<u64>(p, value)
}

export function own32(p: usize): u32 {
  if (isDefined(EXPLORE)) step(p, 4, OWN_LOAD)
  return load<u32>(p)
}

export function own64(p: usize): u64 {
  if (isDefined(EXPLORE)) step(p, 8, OWN_LOAD)
  return load<u64>(p)
}

export function setOwn32(p: usize, value: u32): void {
  if (isDefined(EXPLORE)) step(p, 4, OWN_STORE)
  store<u32>(p, value)
}

export function setOwn64(p: usize, value: u64): void {
  if (isDefined(EXPLORE)) step(p, 8, OWN_STORE)
  store<u64>(p, value)
}

export function setOwnF64(p: usize, value: f64): void {
  if (isDefined(EXPLORE)) step(p, 8, OWN_STORE)
  store<f64>(p, value)
}

export function zeroOwn(p: usize, bytes: usize): void {
  if (isDefined(EXPLORE)) step(p, <u32>bytes, OWN_STORE)
  reach(p, <u32>bytes)
  memory.fill(p, 0, bytes)
}

/** Waits while the word at `p` holds `value`, at most `milliseconds`. 0 woken, 1 another value, 2 timed out. */
export function wait32(p: usize, value: u32, milliseconds: i64): i32 {
  if (isDefined(EXPLORE)) {
    step(p, value, WAIT)
    return atomic.load<u32>(p) == value ? 2 : 1
  }
  return atomic.wait<i32>(p, value, milliseconds * 1000000)
}

export function notifyAll(p: usize): void {
  if (isDefined(EXPLORE)) return
  atomic.notify(p, -1)
}

/** A word of a value's block that readers of its former life may still be looking at: see docs/ARCHITECTURE.md. */
export function storePayload(p: usize, word: u64): void {
  if (isDefined(EXPLORE)) step(p, 8, STORE)
  atomic.store<u64>(p, word)
}

/**
 * V8 tells a thread of another thread's `memory.grow` by an interrupt, so one that has just read an address in new
 * memory may still trap on it: atomic accesses and `memory.fill` are checked against the size it knows. So whoever follows
 * an address that another thread may have published says `reach` first. Asking `memory.size` each time would take 2 ns.
 */
let lastByte: u32 = 0

/** Sees to it that this thread may access `size` bytes at `p`, which are known to be memory. */
export function reach(p: usize, size: u32): void {
  if (!isWithin(p, size)) refresh()
}

/** Whether this thread may access `size` bytes at `p` as it is; if not, `reach` may still make it so. */
export function isWithin(p: usize, size: u32): bool {
  return <u32>p <= lastByte - size
}

/** Whether memory has `size` bytes at `p`, where `p` and `size` may be anything. */
export function inMemory(p: usize, size: u32): bool {
  if (size <= lastByte && <u32>p <= lastByte - size) return true
  refresh()
  return <u64>p + size <= (<u64>memory.size()) << 16
}

/** A growth by nothing brings the size that this thread knows up to date. */
export function refresh(): void {
  memory.grow(0)
  lastByte = (memory.size() << 16) - 1
}
