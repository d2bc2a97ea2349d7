/** The ticket to a counter: a plain object that structured clone takes along with its memory. */
import { HandleError } from '../errors.ts'
import { isSharedMemory } from '../map/handle.ts'
import type { WasmMemory } from '../memory/webassembly.ts'
import type { SharedCounterHandle, Stripes } from './counter.ts'

const KIND = 'selvedge.SharedCounter'

/** What stands in a handle. */
export interface CounterTicket {
  readonly kind: typeof KIND
  readonly memory: WasmMemory
  readonly name: string
}

export function counterTicket(memory: WasmMemory, name: string): CounterTicket {
  return { kind: KIND, memory, name }
}

/** A ticket is a handle of whatever form its counter has. */
export function counterHandleOf<Striped extends Stripes>(
  ticket: CounterTicket,
): SharedCounterHandle<Striped> {
  return { ...ticket }
}

/** @throws {HandleError} `ERR_HANDLE_INVALID` */
export function counterTicketOf(handle: unknown): CounterTicket {
  if (isTicket(handle)) return handle
  throw new HandleError(
    'ERR_HANDLE_INVALID',
    'not the handle of a counter: pass counter.handle through workerData or postMessage',
  )
}

function isTicket(handle: unknown): handle is CounterTicket {
  return (
    typeof handle === 'object' &&
    handle !== null &&
    'kind' in handle &&
    handle.kind === KIND &&
    'name' in handle &&
    typeof handle.name === 'string' &&
    'memory' in handle &&
    isSharedMemory(handle.memory)
  )
}
