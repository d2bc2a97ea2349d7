/** A thread on an unsynchronised map that throws where it would end the process: how often it met the other's write. */
import { isSelvedgeError, SharedMap, type SharedMapHandle } from '../../index.ts'
import { serve } from '../threads/serve.ts'

export interface FlagTask {
  readonly map: SharedMapHandle<number, number>
  /** `turns`: the threads write in turns, never two at a time. */
  readonly form: 'beside' | 'turns'
  readonly thread: number
  readonly threads: number
  readonly rounds: number
  /** A word: whose turn it is. */
  readonly turn: SharedArrayBuffer
}

const KEYS = 100

/** How often the thread was told of another's write. */
serve(({ map: handle, form, thread, threads, rounds, turn }: FlagTask): number => {
  const map = SharedMap.attach(handle)
  const word = new Int32Array(turn)
  let met = 0
  for (let round = 0; round < rounds; round++) {
    if (form === 'turns') reach(word, round * threads + thread)
    try {
      for (let key = 0; key < KEYS; key++) map.set(key, round)
    } catch (error) {
      if (!isSelvedgeError(error) || error.code !== 'ERR_CONFLICT') throw error
      met++
    }
    if (form === 'turns') {
      Atomics.add(word, 0, 1)
      Atomics.notify(word, 0)
    }
  }
  map.close()
  return met
})

/** Until the word has this value. */
function reach(word: Int32Array, value: number): void {
  while (true) {
    const seen = Atomics.load(word, 0)
    if (seen === value) return
    Atomics.wait(word, 0, seen)
  }
}
