/** The ticket to a map: a plain object that structured clone takes along with its memory. */
import { HandleError, OptionError } from '../errors.ts'
import { strategyOf } from '../memory/kernel.ts'
import type { WasmMemory } from '../memory/shared-memory.ts'
import type { Key, SharedMapHandle, StrategyName } from './map.ts'
import { checkMaxBytes, checkName, checkStrategy } from './options.ts'

const KIND = 'selvedge.SharedMap'

/** What stands in a handle. */
export interface Ticket {
  readonly kind: typeof KIND
  readonly memory: WasmMemory
  readonly maxBytes: number
  readonly strategy: StrategyName
  readonly name: string
}

export function ticket(
  memory: WasmMemory,
  maxBytes: number,
  strategy: StrategyName,
  name: string,
): Ticket {
  return { kind: KIND, memory, maxBytes, strategy, name }
}

/** A ticket is a handle of whatever types its map has. */
export function handleOf<K extends Key, V>(ticket: Ticket): SharedMapHandle<K, V> {
  return { ...ticket }
}

/** @throws {HandleError} `ERR_HANDLE_INVALID` */
export function ticketOf(handle: unknown): Ticket {
  if (!isTicket(handle)) {
    throw new HandleError(
      'ERR_HANDLE_INVALID',
      'not the handle of a map: pass map.handle through workerData or postMessage',
    )
  }
  try {
    checkMaxBytes(handle.maxBytes)
    checkStrategy(handle.strategy)
    checkName(handle.name)
    const strategy = strategyOf(handle.memory) ?? handle.strategy
    if (strategy !== handle.strategy) throw new OptionError(`strategy: it is ${strategy}`)
  } catch (cause) {
    throw new HandleError('ERR_HANDLE_INVALID', `the handle was tampered with: ${cause}`)
  }
  return handle
}

function isTicket(handle: unknown): handle is Ticket {
  return (
    typeof handle === 'object' &&
    handle !== null &&
    'kind' in handle &&
    handle.kind === KIND &&
    'memory' in handle &&
    isSharedMemory(handle.memory)
  )
}

export function isSharedMemory(memory: unknown): memory is WasmMemory {
  return (
    typeof memory === 'object' &&
    memory !== null &&
    'buffer' in memory &&
    memory.buffer instanceof SharedArrayBuffer &&
    'grow' in memory
  )
}
