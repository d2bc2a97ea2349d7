/**
 * The map of shared memory. Every offset the kernel uses comes from a class here, and `docs/MEMORY-LAYOUT.md` is tested
 * against them. Raise LAYOUT_VERSION with any change: two versions in one process refuse each other's handles.
 *
 *   Header | slot table | horizons | words of directory A, of B | segments of A, of B | unit descriptors | units of 16 KiB ...
 */

export const LAYOUT_VERSION: u32 = 4
export const MAGIC: u32 = 0x5e17ed6e

/** The heap deals in units of 16 KiB: big enough that descriptors cost 0.2 %, small enough for maps of 1 MiB. */
export const UNIT_BITS: u32 = 14
export const UNIT_SIZE: u32 = 1 << UNIT_BITS
export const WASM_PAGE_BITS: u32 = 16

/** A thread's id has 7 bits in an inline reference, so there are 128 slots. */
export const MAX_THREADS: u32 = 128

/** 35 classes of blocks (heap/size-classes.ts) and the records' own, whose memory is never anything else. */
export const BLOCK_CLASSES: u32 = 35
export const RECORD_CLASS: u32 = 35
export const CLASSES: u32 = 36
export const RUN_BINS: u32 = 20

/** Written once by the creator, except where a comment says otherwise. Words that threads contend on have a line each. */
@unmanaged
export class Header {
  magic: u32 = 0
  layoutVersion: u32 = 0
  /** Hash seed of this map, so that nobody can prepare keys that collide. */
  seed: u64 = 0
  maxUnits: u32 = 0
  /** The directory has 2^segmentBits segments. */
  segmentBits: u32 = 0
  slotTable: u32 = 0
  directories: u32 = 0
  units: u32 = 0
  firstUnit: u32 = 0
  /** Units that only updates, deletes and rebuilds may take, so that a full map still changes what it has. */
  reserveUnits: u32 = 0
  /** The locks of a strategy that has any: a power of two, each in a line of its own. */
  lockCount: u32 = 0
  idLow: u64 = 0
  idHigh: u64 = 0
  /** Bits 63..32 epoch, bit 31 which directory is current, bits 30..0 the version unit (table/versions.ts). By CAS. */
  root: u64 = 0
  /** How operations are made safe: a kernel of another strategy must not touch this map. */
  strategy: u32 = 0
  padding0: u32 = 0
  padding2: u64 = 0
  padding3: u64 = 0
  padding4: u64 = 0
  padding5: u64 = 0
  padding6: u64 = 0
  padding7: u64 = 0
  /** Protects all that follows up to `clearLock`, every unit descriptor, and the free lists inside chunks. */
  heapLock: u32 = 0
  /** Units from here on were never used. */
  frontier: u32 = 0
  /** Units inside free runs below the frontier. */
  freeUnits: u32 = 0
  padding8: u32 = 0
  padding9: u64 = 0
  padding10: u64 = 0
  padding11: u64 = 0
  padding12: u64 = 0
  padding13: u64 = 0
  padding14: u64 = 0
  /** Held from the switch of `root` by `clear` until the old directory is swept. Free means: the other one is empty. */
  clearLock: u32 = 0
  /** Held by the thread that recovers the dead. */
  recoveryLock: u32 = 0
  /** Dead threads recovered so far. */
  reaped: u32 = 0
  /** Slots ever used, so that scans stop early. Only grows. */
  slotsUsed: u32 = 0
  /** Deletes there had been when the last search for tombstones found none (table/reclaiming.ts); a hint. */
  reclaimedAt: u32 = 0
  padding15: u32 = 0
  padding16: u64 = 0
  padding17: u64 = 0
  padding18: u64 = 0
  padding19: u64 = 0
  padding20: u64 = 0
}

/** After the header: heads of the lists of chunks with room, one for each class, then of free runs by log2 of length. */
export const CHUNK_LISTS: u32 = 512
export const RUN_LISTS: u32 = CHUNK_LISTS + CLASSES * 4
export const SLOT_TABLE: u32 = 1024
export const HORIZONS: u32 = SLOT_TABLE + MAX_THREADS * 64
export const DIRECTORIES: u32 = HORIZONS + MAX_THREADS * 64

/** One line of the slot table: who has the slot, and the counters of all who ever had it. */
@unmanaged
export class SlotEntry {
  /** Bits 31..3 the thread's id, 2..0 its state (threads/slot-table.ts). By CAS. */
  state: u32 = 0
  /** The thread's block (class Slot), kept for the next thread that takes this slot; 0 before the first. */
  block: u32 = 0
  /** Entries that this slot's threads added to directory A, less those they took away; modulo 2^32. */
  liveA: u32 = 0
  liveB: u32 = 0
  retries: u32 = 0
  waits: u32 = 0
  growths: u32 = 0
  /** Grows with each write that succeeded: numbers them for the horizon, and tells a walker whether the map stood still. */
  mutations: u32 = 0
  /** The operating system's id of the thread and its start time, where known: a dead thread's id is used again. */
  taskId: u32 = 0
  /** Odd while a call that may change shared memory is under way, or was cut short; grows by 2 with each. */
  calls: u32 = 0
  taskStart: f64 = 0
  /** Deletes. */
  removals: u32 = 0
  padding0: u32 = 0
  /** 1 + a dead thread's slot, whose work under the heap's lock this thread goes on with; 0 if none (heap/heap-lock.ts). */
  settlesFor: u32 = 0
  /** Which of the threads that have had this slot has it, counted from 1. */
  tenure: u32 = 0
}

/**
 * One line for each slot: what others ask whenever they replace a value that the slot's thread wrote. It stands apart from
 * what that thread writes in each call (threads/horizon.ts).
 */
@unmanaged
export class SlotHorizon {
  /** The slot's changes with lower numbers are over. Atomic. */
  settled: u32 = 0
  /** The record to which the slot's thread last announced a reference without a block. A plain store, before the CAS. */
  inlineTarget: u32 = 0
  padding0: u64 = 0
  padding1: u64 = 0
  padding2: u64 = 0
  padding3: u64 = 0
  padding4: u64 = 0
  padding5: u64 = 0
  padding6: u64 = 0
}

/**
 * One segment of a directory: a hash table that grows on its own. Its word stands apart from the rest, in an array of
 * nothing but words: a read needs no more, and a small map's words then fit into a few cache lines.
 *
 *   word  bits 31..0 the table, 36..32 log2 of its slots, 63..37 counts the tables, so that no word ever returns
 */
export const SEGMENT_WORD_SIZE: u32 = 8

/** A lock's word, alone in its cache line. */
export const LOCK_SIZE: u32 = 64

@unmanaged
export class Segment {
  /** Table slots taken, tombstones included; a hint that may be a little off. */
  used: u32 = 0
  /** Held while the table is rebuilt or swept. */
  lock: u32 = 0
  /** No lower than any version that a dead record of this segment had. Written under `lock`, or the map's. */
  floor: u64 = 0
  /** Tombstones; a hint that may be a little off. */
  dead: u32 = 0
  /** Of `sync-map`: look-ups that the table did not answer, since there is a dirty one. Under the map's lock. */
  misses: u32 = 0
  /** Of `sync-map`: a word as the segment's, of the table that has all keys; none in it if the segment's has. Under that lock. */
  dirty: u64 = 0
}

/** What `unsynchronised` has in the line of its first lock, which is none (strategies/unsynchronised). */
@unmanaged
export class Detector {
  /** 1 + the slot of the thread that writes, 0 if none does; bit 31 for ever once an alarm was raised. By CAS. */
  writing: u32 = 0
  padding0: u32 = 0
  /** How far the alarm is (src/memory/conflict.ts). Atomic. */
  alarm: u32 = 0
  /** 1 if who meets a write is thrown an error, 0 if the process ends. Written once by the creator. */
  isThrown: u32 = 0
}

/** One key. A record never moves, and its memory is never anything but a record. */
@unmanaged
export class Record {
  /** Bits 31..0 the reference (table/references.ts), 63..32 the stamp, which grows with each change. By CAS. */
  cell: u64 = 0
  /** Version >> 31, at most one behind the stamp's top bit (table/versions.ts). By CAS. */
  high: u32 = 0
  /** Grows each time the record is given to a key: tells near caches that it is another's. */
  identity: u32 = 0
  /** Kept for expiry times. */
  expiry: u32 = 0
  /** Bits 23..0 length in bytes, 25..24 kind (table/keys.ts); the rest is kept for eviction. */
  keyInfo: u32 = 0
  /** A number's bits, up to 8 bytes of text, or the block with the text; the link of a free record. */
  key: u64 = 0
}

/** Before every value in a block. */
@unmanaged
export class BlockHeader {
  /** Bits 29..0 length in bytes, bit 31 set for text of two bytes a character. */
  length: u32 = 0
  /** Bits 6..0 the slot of the thread that wrote the block, 31..7 the low bits of its change's number (threads/horizon.ts). */
  writer: u32 = 0
}

/** One unit of the heap. The lists are derived: heap/repair.ts makes them anew from `state`, `carved` and `free`. */
@unmanaged
export class Unit {
  /** Bits 31..29 kind, 28..0 the class of a chunk or the length of a run in units. One store changes both. */
  state: u32 = 0
  /** Blocks cut off so far. */
  carved: u32 = 0
  /** First free block. */
  free: u32 = 0
  /** Blocks outside this chunk: carved less free. */
  out: u32 = 0
  next: u32 = 0
  previous: u32 = 0
  /** Length of the listed free run that this unit is the last of, else 0. */
  tail: u32 = 0
  padding: u32 = 0
}

/**
 * A thread's own block. Only its thread writes it (or whoever recovers it, once it is dead), except `evidence`, where
 * thread U writes word U. Plain stores: nobody reads it while the thread lives, but for counters and `evidence`'s check.
 */
@unmanaged
export class Slot {
  // Results of the last call, read by the JavaScript side.
  tag: u32 = 0
  length: u32 = 0
  record: u32 = 0
  identity: u32 = 0
  stamp: u32 = 0
  epoch: u32 = 0
  version: f64 = 0
  number: f64 = 0
  padding0: u64 = 0
  padding1: u64 = 0
  padding2: u64 = 0

  // What the thread is doing (threads/intents.ts).
  phase: u32 = 0
  /** A value block or table taken from the heap and not yet published. */
  hand: u32 = 0
  handSize: u32 = 0
  handKey: u32 = 0
  handKeySize: u32 = 0
  handRecord: u32 = 0
  handTable: u32 = 0
  handTableSize: u32 = 0
  target: u32 = 0
  targetIdentity: u32 = 0
  expected: u64 = 0
  /** The counter a change will set, and to what; 0 for none. */
  liveAt: u32 = 0
  liveTarget: u32 = 0
  /** Record being given back. */
  releasing: u32 = 0
  /** Block between a magazine and its chunk, or unit becoming a chunk; only under the heap's lock. */
  moving: u32 = 0
  segment: u32 = 0
  oldTable: u32 = 0
  oldTableBits: u32 = 0
  newTableBits: u32 = 0
  /** A key too long for the window. */
  longKey: u32 = 0
  longKeySize: u32 = 0

  /** The table into which this thread is about to insert: nobody frees it meanwhile. Atomic; 0 for none. */
  inserting: u32 = 0
  /** 1 + the reader-writer lock under which this thread reads (locks/reader-writer.ts). Atomic; 0 for none. */
  reading: u32 = 0
}

/** Inside a slot's block, after its fields. */
export const SLOT_BLOCK: u32 = 8192
export const MAGAZINES: u32 = 512
export const EVIDENCE: u32 = 1024
export const WINDOW: u32 = 2048
export const WINDOW_SIZE: u32 = SLOT_BLOCK - WINDOW
