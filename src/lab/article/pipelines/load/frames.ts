/** All requests of a run, encoded before it begins. */
import { drawOrder } from '../requests/draw-order.ts'
import { frameOf } from './frame.ts'

/** One request in so many is one that was sent before, again: its sender had no answer. */
const AGAIN_EVERY = 100
const AGAIN_AFTER = 40

export function framesOf(seed: number, count: number, rate: number): readonly Buffer[] {
  const frames: Buffer[] = []
  for (let n = 0; n < count; n++) {
    const earlier = n % AGAIN_EVERY === AGAIN_EVERY - 1 ? frames[n - AGAIN_AFTER] : undefined
    frames.push(earlier === undefined ? newFrame(seed, n, rate) : Buffer.from(earlier))
  }
  return frames
}

function newFrame(seed: number, n: number, rate: number): Buffer {
  const order = drawOrder(seed, n, rate)
  return frameOf(order.customer.number, JSON.stringify(order))
}
