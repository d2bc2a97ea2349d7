/** A thread that takes the same values out of a map as others do, and says of each that it got it. */
import { SharedMap, type SharedMapHandle } from '../../index.ts'
import { serve } from '../threads/serve.ts'
import { StartLine } from '../threads/start-line.ts'

/** `take`: the map's own. `get-delete`: a user's get, then delete. */
export type TakeForm = 'take' | 'get-delete'

export interface TakeTask {
  readonly map: SharedMapHandle<number, number>
  readonly form: TakeForm
  readonly keys: number
  readonly threads: number
  /** By key: how often its value was handed out. */
  readonly handed: SharedArrayBuffer
  readonly line: SharedArrayBuffer
}

function take(map: SharedMap<number, number>, form: TakeForm, key: number): number | undefined {
  if (form === 'take') return map.take(key)
  const value = map.get(key)
  if (value !== undefined) map.delete(key)
  return value
}

serve(({ map: handle, form, keys, threads, handed, line }: TakeTask): number => {
  const map = SharedMap.attach(handle)
  const counts = new Int32Array(handed)
  let taken = 0
  new StartLine(threads, line).pass()
  for (let key = 0; key < keys; key++) {
    const value = take(map, form, key)
    if (value === undefined) continue
    Atomics.add(counts, value, 1)
    taken++
  }
  map.close()
  return taken
})
