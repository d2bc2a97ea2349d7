/** The kernel as JavaScript sees it. What each call does is said in kernel/index.ts. */
import { KERNELS } from './kernel-bytes.ts'
import {
  Instance,
  Module,
  type WasmGlobal,
  type WasmMemory,
  type WasmModule,
} from './webassembly.ts'

/** i32 results that are addresses or stamps come out signed: compare them only with each other. */
export interface Kernel {
  create(
    maxUnits: number,
    segmentBits: number,
    shards: number,
    ...random: readonly [number, number, number, number, number, number]
  ): number
  open(): number
  identityWord(index: number): number
  attach(thread: number, task: number, taskStart: number): number
  slotAddress(): number
  detach(): void
  reap(slot: number, thread: number): void
  settle(): void
  slotState(slot: number): number
  slotThread(slot: number): number

  getNumber(key: number): number
  get(kind: number, key: number): number
  has(kind: number, key: number): number
  writerOf(kind: number, key: number): number
  isCurrent(record: number, stamp: number, epoch: number): number
  readMore(record: number, stamp: number, from: number): number

  put(
    kind: number,
    key: number,
    condition: number,
    version: number,
    tag: number,
    length: number,
    at: number,
    value: number,
  ): number
  putKnown(
    record: number,
    identity: number,
    epoch: number,
    tag: number,
    length: number,
    value: number,
  ): number
  putNumber(key: number, value: number): number
  remove(kind: number, key: number, condition: number, version: number): number
  increment(kind: number, key: number, by: number): number
  clear(): void
  stageKey(length: number): number
  stageKeyPart(offset: number, length: number): void
  stageValue(lengthWord: number, length: number, keyIsStaged: number): number
  stageValuePart(offset: number, length: number): void

  segments(): number
  segmentOf(index: number): number
  openSegment(index: number): number
  readKnown(record: number, identity: number): number
  readWalked(record: number, identity: number): number
  readKey(record: number, identity: number, from: number): number
  isReachable(record: number): number

  size(): number
  threads(): number
  usedBytes(): number
  committedPages(): number
  retries(): number
  waits(): number
  growths(): number
  mutations(): number
  written(): number
  reaped(): number
}

/** The exported constants of kernel/offsets.ts. */
export type Layout = Readonly<Record<string, number>>

export interface Host {
  /** The caller waits for the thread in this slot. */
  blocked(slot: number): void
  /** The caller takes a lock inside which it may be aborted. */
  arm(): void
  /** The caller met the word in which another says that it writes, in an unsynchronised map, as it was about to do `what`. */
  conflict(what: number, writing: number): void
}

/** For a kernel whose caller meets nobody. */
export const NO_HOST: Host = { blocked() {}, arm() {}, conflict() {} }

/** The strategies that there is a kernel for. */
export type Strategy = keyof typeof KERNELS

/** In the order of the numbers that name them in a map's header, from 1 on: kernel/strategies. */
export const STRATEGIES: readonly Strategy[] = [
  'lock-free',
  'rwlock',
  'sharded',
  'unsynchronised',
  'sync-map',
]

/** Those that make an operation safe, whatever other threads do. */
export const SYNCHRONISED: readonly Strategy[] = STRATEGIES.filter(
  (strategy) => strategy !== 'unsynchronised',
)

/** Of kernel/layout.ts, class Header. */
const STRATEGY_AT = 72

/** Of a memory that holds a map; undefined if it cannot. */
export function strategyOf(memory: WasmMemory): Strategy | undefined {
  if (memory.buffer.byteLength < STRATEGY_AT + 4) return undefined
  const [code = 0] = new Uint32Array(memory.buffer, STRATEGY_AT, 1)
  return STRATEGIES[code - 1]
}

/** V8 shares the code of equal modules between the threads of a process, so each compiles its own. */
const compiled = new Map<Strategy, WasmModule>()

function compile(strategy: Strategy): WasmModule {
  const known = compiled.get(strategy)
  if (known !== undefined) return known
  const module = new Module(decodeBase64(KERNELS[strategy]))
  compiled.set(strategy, module)
  return module
}

/** An instance for this thread over the given memory. Throws what WebAssembly throws if the memory does not fit. */
export function instantiate(
  memory: WasmMemory,
  host: Host,
  strategy: Strategy,
): { kernel: Kernel; layout: Layout } {
  const exports = new Instance(compile(strategy), { env: { memory }, host: { ...host } }).exports
  if (!isKernel(exports)) throw new TypeError('the embedded kernel lacks an export')
  return { kernel: callsOf(exports), layout: layoutOf(exports) }
}

export function offset(layout: Layout, name: string): number {
  const value = layout[name]
  if (value === undefined) throw new RangeError(`the kernel exports no ${name}`)
  return value
}

/** The constants among an instance's exports. */
export function layoutOf(exports: object): Layout {
  const layout: Record<string, number> = {}
  for (const [name, value] of Object.entries(exports)) {
    if (isGlobal(value)) layout[name] = value.value
  }
  return layout
}

/**
 * The exports as a literal. Their own object keeps its properties in a hash table, which costs each call 8 ns: two thirds
 * of a short one.
 */
function callsOf(exports: Kernel): Kernel {
  const {
    create,
    open,
    identityWord,
    attach,
    slotAddress,
    detach,
    reap,
    settle,
    slotState,
    slotThread,
    getNumber,
    get,
    has,
    writerOf,
    isCurrent,
    readMore,
    put,
    putKnown,
    putNumber,
    remove,
    increment,
    clear,
    stageKey,
    stageKeyPart,
    stageValue,
    stageValuePart,
    segments,
    segmentOf,
    openSegment,
    readKnown,
    readWalked,
    readKey,
    isReachable,
    size,
    threads,
    usedBytes,
    committedPages,
    retries,
    waits,
    growths,
    mutations,
    written,
    reaped,
  } = exports
  return {
    create,
    open,
    identityWord,
    attach,
    slotAddress,
    detach,
    reap,
    settle,
    slotState,
    slotThread,
    getNumber,
    get,
    has,
    writerOf,
    isCurrent,
    readMore,
    put,
    putKnown,
    putNumber,
    remove,
    increment,
    clear,
    stageKey,
    stageKeyPart,
    stageValue,
    stageValuePart,
    segments,
    segmentOf,
    openSegment,
    readKnown,
    readWalked,
    readKey,
    isReachable,
    size,
    threads,
    usedBytes,
    committedPages,
    retries,
    waits,
    growths,
    mutations,
    written,
    reaped,
  }
}

function isKernel(exports: object): exports is Kernel {
  return 'create' in exports && 'putKnown' in exports && 'reaped' in exports
}

function isGlobal(value: unknown): value is WasmGlobal {
  return typeof value === 'object' && value !== null && 'value' in value
}

export function decodeBase64(text: string): Uint8Array {
  const binary = atob(text)
  const bytes = new Uint8Array(binary.length)
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i)
  return bytes
}
