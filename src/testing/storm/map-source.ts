/** Where the storm gets its maps from: selvedge itself, or a module that a test puts in its place. */
import type { ConcurrentMap, Key, SharedMapHandle, StrategyName } from '../../map/map.ts'
import type { StormValue } from './value-pattern.ts'

export type StormMap = ConcurrentMap<Key, StormValue>
export type StormHandle = SharedMapHandle<Key, StormValue>

export interface MapRequest {
  readonly name: string
  readonly maxBytes: number
  readonly strategy?: StrategyName
}

export interface AttachRequest {
  readonly nearCache?: number | false
}

/** What a map module exports. */
export interface MapSource {
  createMap(request: MapRequest): StormMap
  attachMap(handle: StormHandle, request: AttachRequest): StormMap
}

export async function loadMapSource(module: string): Promise<MapSource> {
  const loaded: unknown = await import(module)
  if (!isMapSource(loaded)) throw new TypeError(`${module} exports no createMap and attachMap`)
  return loaded
}

function isMapSource(loaded: unknown): loaded is MapSource {
  return (
    typeof loaded === 'object' &&
    loaded !== null &&
    'createMap' in loaded &&
    typeof loaded.createMap === 'function' &&
    'attachMap' in loaded &&
    typeof loaded.attachMap === 'function'
  )
}
