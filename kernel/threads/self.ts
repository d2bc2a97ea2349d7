/** Who runs this instance of the kernel. WebAssembly globals belong to the instance, so these need no sharing. */
import { EVIDENCE, MAGAZINES, WINDOW } from '../layout'

/** Address of this thread's slot block; 0 until attached. */
export let self: usize = 0
/** Index of this thread's slot. */
export let selfId: u32 = 0

export function become(id: u32, block: usize): void {
  selfId = id
  self = block
}

export function windowOf(slot: usize): usize {
  return slot + WINDOW
}

export function magazineOf(slot: usize, sizeClass: u32): usize {
  return slot + MAGAZINES + (sizeClass << 3)
}

/** Where thread `by` says that a change of this slot's thread took place. */
export function evidenceOf(slot: usize, by: u32): usize {
  return slot + EVIDENCE + (by << 3)
}
