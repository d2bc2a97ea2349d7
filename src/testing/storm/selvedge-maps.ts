/** The maps that the storm tests unless told otherwise. */
import { SharedMap } from '../../index.ts'
import type { Key } from '../../map/map.ts'
import type { AttachRequest, MapRequest, StormHandle, StormMap } from './map-source.ts'
import type { StormValue } from './value-pattern.ts'

export function createMap(request: MapRequest): StormMap {
  return new SharedMap<Key, StormValue>(request)
}

export function attachMap(handle: StormHandle, request: AttachRequest): StormMap {
  return SharedMap.attach<Key, StormValue>(handle, request)
}
