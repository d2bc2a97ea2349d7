/** A thread that counts in a shared counter of one of three kinds. */
import { SharedCounter, type SharedCounterHandle } from '../../index.ts'
import { serve } from '../threads/serve.ts'
import { StartLine } from '../threads/start-line.ts'
import { LockedCounter } from './locked-counter.ts'

export type CounterPlace =
  | { readonly kind: 'lock'; readonly buffer: SharedArrayBuffer }
  | { readonly kind: 'atomic'; readonly handle: SharedCounterHandle }
  | { readonly kind: 'striped'; readonly handle: SharedCounterHandle<true> }

export interface CountTask {
  readonly place: CounterPlace
  readonly adds: number
  readonly threads: number
  readonly line: SharedArrayBuffer
}

function counterAt(place: CounterPlace): { add(by: number): unknown } {
  if (place.kind === 'lock') return new LockedCounter(place.buffer)
  if (place.kind === 'atomic') return SharedCounter.attach(place.handle)
  return SharedCounter.attach(place.handle)
}

/** Milliseconds for all adds. */
serve(({ place, adds, threads, line }: CountTask): number => {
  const counter = counterAt(place)
  new StartLine(threads, line).pass()
  const start = performance.now()
  for (let n = 0; n < adds; n++) counter.add(1)
  return performance.now() - start
})
