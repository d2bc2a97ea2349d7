/** Maps whose `clear` deletes one key after the other: right for every key, and wrong for the map. */
import { SharedMap } from 'selvedge'

class Piecemeal extends SharedMap {
  clear() {
    for (const key of this.keys()) this.delete(key)
  }
}

export function createMap(request) {
  return new Piecemeal(request)
}

/** As `SharedMap.attach` does it. */
export function attachMap(handle, request) {
  const map = SharedMap.attach(handle, request)
  return Object.setPrototypeOf(map, Piecemeal.prototype)
}
