/**
 * This thread's hold on one shared memory: its kernel instance, its slot, and views on the slot's window. All maps of a
 * thread over the same memory share one.
 */
import { Buffer } from 'node:buffer'
import { threadId } from 'node:worker_threads'
import { FullError, HandleError, ThreadsExhaustedError } from '../errors.ts'
import { ALARM, Detector } from './conflict.ts'
import { type Host, instantiate, type Kernel, type Layout, offset, strategyOf } from './kernel.ts'
import { currentTask, isGone } from './liveness.ts'
import type { WasmMemory } from './webassembly.ts'

/** Places in a slot's results, in words of 4 and of 8 bytes: kernel/layout.ts, held together by a test. */
export const RESULT = { tag: 0, length: 1, record: 2, identity: 3, stamp: 4, epoch: 5 } as const
export const RESULT_F64 = { version: 3, number: 4 } as const

/** A Buffer with the copying methods that its types do not name: they take no encoding to look up. */
export interface Window extends Buffer {
  latin1Write(text: string, at: number, bytes: number): number
  latin1Slice(start: number, end: number): string
  ucs2Slice(start: number, end: number): string
}

/** What `attach` returns instead of a slot. */
const NO_SLOT = -1

export class Thread {
  readonly memory: WasmMemory
  readonly kernel: Kernel
  readonly layout: Layout
  /** The slot's results; signed, as the kernel's i32 are. */
  readonly results: Int32Array
  readonly numbers: Float64Array
  /** The window, through which keys and values pass. */
  readonly window: Window
  /** The same as plain bytes: single stores are faster than through a Buffer. */
  readonly bytes: Uint8Array
  readonly words: Int32Array
  readonly wideWindow: Uint16Array
  readonly slot: number

  /** Attaches the calling thread to a memory that holds a map. */
  constructor(memory: WasmMemory) {
    let host: Host | undefined
    const { kernel, layout } = instantiateOver(memory, {
      blocked: (slot) => host?.blocked(slot),
      arm: () => host?.arm(),
      conflict: (what, writing) => host?.conflict(what, writing),
    })
    host = hostOf(kernel, memory, layout)
    this.memory = memory
    this.kernel = kernel
    this.layout = layout
    checkVersion(kernel.open(), layout)
    this.slot = attach(kernel, memory, layout)
    if (strategyOf(memory) === 'unsynchronised') new Detector(memory, layout).watch()
    const base = kernel.slotAddress()
    const window = base + offset(layout, 'WINDOW')
    const windowSize = offset(layout, 'WINDOW_SIZE')
    this.results = new Int32Array(memory.buffer, base, 16)
    this.numbers = new Float64Array(memory.buffer, base, 8)
    this.window = windowOver(memory, window, windowSize)
    this.bytes = new Uint8Array(memory.buffer, window, windowSize)
    this.words = new Int32Array(memory.buffer, window, windowSize >> 2)
    this.wideWindow = new Uint16Array(memory.buffer, window, windowSize >> 1)
  }
}

function windowOver(memory: WasmMemory, start: number, size: number): Window {
  const window = Buffer.from(memory.buffer, start, size)
  if (!isWindow(window)) throw new TypeError('this runtime has another Buffer than Node')
  return window
}

function isWindow(buffer: Buffer): buffer is Window {
  return 'latin1Write' in buffer && 'latin1Slice' in buffer && 'ucs2Slice' in buffer
}

function instantiateOver(memory: WasmMemory, host: Host): ReturnType<typeof instantiate> {
  try {
    // Of a memory that holds no map any kernel can tell.
    return instantiate(memory, host, strategyOf(memory) ?? 'lock-free')
  } catch (error) {
    throw new HandleError('ERR_HANDLE_INVALID', `the handle's memory is not a map's: ${error}`)
  }
}

function checkVersion(found: number, layout: Layout): void {
  const expected = offset(layout, 'LAYOUT_VERSION')
  if (found === expected) return
  if (found === 0) {
    throw new HandleError('ERR_HANDLE_INVALID', 'the memory in the handle holds no map of selvedge')
  }
  throw new HandleError(
    'ERR_HANDLE_VERSION',
    `the map has layout version ${found}, this copy of selvedge has ${expected}: load one version in the whole process`,
  )
}

function attach(kernel: Kernel, memory: WasmMemory, layout: Layout): number {
  const task = currentTask()
  let slot = kernel.attach(threadId, task.id, task.start)
  if (slot === NO_SLOT && reapGone(kernel, memory, layout) > 0) {
    slot = kernel.attach(threadId, task.id, task.start)
  }
  if (slot >= 0) return slot
  if (slot !== NO_SLOT) throw new FullError('no memory is left for another thread: raise maxBytes')
  const most = offset(layout, 'MAX_THREADS')
  throw new ThreadsExhaustedError(
    `${most} threads are attached to this map, the most there can be: close() maps in some, or tell SharedMap.reap(worker) of workers that are gone`,
  )
}

/** What the kernel may ask for. It knows the kernel, but not the Thread: that one may be collected while the kernel runs. */
function hostOf(kernel: Kernel, memory: WasmMemory, layout: Layout): Host {
  let armed = false
  const reapIfGone = (slot: number): boolean => {
    const thread = kernel.slotThread(slot)
    if (!isGone(taskOf(memory, layout, slot))) return false
    kernel.reap(slot, thread)
    return true
  }
  return {
    blocked: reapIfGone,
    conflict(what, writing) {
      // A thread that died as it wrote still has its name in the word.
      if ((writing & ALARM) === 0 && reapIfGone(writing - 1)) return
      new Detector(memory, layout).meet(what)
    },
    arm() {
      if (armed) return
      armed = true
      setImmediate(() => {
        armed = false
        kernel.settle()
      })
    },
  }
}

function taskOf(memory: WasmMemory, layout: Layout, slot: number): { id: number; start: number } {
  const entry = offset(layout, 'SLOT_TABLE') + slot * offset(layout, 'ENTRY_SIZE')
  const view = new DataView(memory.buffer, entry, offset(layout, 'ENTRY_SIZE'))
  return {
    id: view.getUint32(offset(layout, 'ENTRY_TASK'), true),
    start: view.getFloat64(offset(layout, 'ENTRY_TASK_START'), true),
  }
}

/** States of a slot: kernel/threads/slot-table.ts. */
const FREE = 0
const ATTACHED = 2
/** Those from here on: its thread was declared dead and is yet to be recovered. */
const UNBORN = 3

/** Takes back every slot whose thread is known to be gone. */
function reapGone(kernel: Kernel, memory: WasmMemory, layout: Layout): number {
  return reapWhere(kernel, layout, (slot) => isGone(taskOf(memory, layout, slot)))
}

/** Takes back every slot of the thread with this id, which must have stopped, and of others that are known to be gone. */
export function reapThread({ kernel, memory, layout }: Attached, id: number): number {
  return reapWhere(
    kernel,
    layout,
    (slot, thread) => thread === id || isGone(taskOf(memory, layout, slot)),
  )
}

/** Whether the system still shows the thread with this id running. */
export function isRunning({ kernel, memory, layout }: Attached, id: number): boolean {
  for (let slot = 0; slot < offset(layout, 'MAX_THREADS'); slot++) {
    if (kernel.slotState(slot) !== ATTACHED || kernel.slotThread(slot) !== id) continue
    const task = taskOf(memory, layout, slot)
    if (task.id !== 0 && !isGone(task)) return true
  }
  return false
}

/** A thread's hold on a memory, without the thread's views. */
export interface Attached {
  readonly memory: WasmMemory
  readonly kernel: Kernel
  readonly layout: Layout
  readonly slot: number
}

/** The thread of a slot is asked for before whether it is dead: whoever has the slot by then is another. */
function reapWhere(
  kernel: Kernel,
  layout: Layout,
  isDead: (slot: number, thread: number) => boolean,
): number {
  let reaped = 0
  for (let slot = 0; slot < offset(layout, 'MAX_THREADS'); slot++) {
    const state = kernel.slotState(slot)
    const thread = kernel.slotThread(slot)
    if (state === FREE || (state < UNBORN && !isDead(slot, thread))) continue
    kernel.reap(slot, thread)
    reaped++
  }
  return reaped
}
