/** Each state is what it says it is. */
import { Buffer } from 'node:buffer'
import { beforeAll, describe, expect, test } from 'vitest'
import { offset } from '../../../memory/kernel.ts'
import { RESULT_F64 } from '../../../memory/thread.ts'
import type { WasmModule } from '../../../memory/webassembly.ts'
import { Checker, readContents } from '../check.ts'
import { compileExplored } from '../logical-thread.ts'
import type { Operation } from '../operations/operation.ts'
import { type ProgramName, programOf } from '../operations/vocabulary.ts'
import { makeInitialState } from './make.ts'
import { perform } from './site.ts'
import { BASES, type Base, type InitialState, type KeyForm } from './state.ts'

let module: WasmModule

beforeAll(() => {
  module = compileExplored()
})

function make(base: Base, keys: KeyForm = 'number', isCold = false): InitialState {
  return makeInitialState(module, { base, keys, isCold }, 2)
}

/** Whether the program takes the heap's lock; the state is as before. */
function visitsHeap(state: InitialState, name: ProgramName): boolean {
  const { image, threads } = state.stage
  const [thread] = threads
  if (thread === undefined) return false
  const lock = offset(thread.layout, 'HEADER_HEAP_LOCK')
  let isTaken = false
  thread.hook = (address) => {
    isTaken ||= address === lock
    return true
  }
  for (const operation of programOf(name, state, 0) ?? []) perform(thread, operation)
  thread.reset()
  image.restoreAll()
  return isTaken
}

/** What the program's last operation gives, and how many tables were replaced; the state is as before. */
function attempt(state: InitialState, name: ProgramName): { output: unknown; growths: number } {
  const { observer, image, threads } = state.stage
  const [thread] = threads
  const before = observer.kernel.growths()
  const program: readonly Operation[] = programOf(name, state, 0) ?? []
  const outputs = program.map((operation) => thread && perform(thread, operation))
  const growths = observer.kernel.growths() - before
  image.restoreAll()
  return { output: outputs.at(-1), growths }
}

/** All but the slot table, which has the system's id of the thread that looks on. */
function heapOf({ stage }: InitialState): Buffer {
  return Buffer.from(stage.image.start.slice().buffer, offset(stage.observer.layout, 'HORIZONS'))
}

describe.each(BASES)('%s', (base) => {
  const keys = base === 'reclaiming' ? 'large text' : 'number'

  test('holds what its model says, and all invariants', () => {
    const state = make(base, keys)
    expect(readContents(state)).toEqual(state.model.values)
    const quiet = { performed: [], schedule: [], steps: 0, stuck: [], dead: [], expelled: [] }
    const outcome = { ...quiet, race: undefined, alarm: undefined, isRedundant: false }
    expect(new Checker(state).findFault(outcome)).toBeUndefined()
  })

  test('is the same each time', () => {
    const [one, another] = [make(base, keys), make(base, keys)]
    expect(another.place).toEqual(one.place)
    expect([...another.model.values]).toEqual([...one.model.values])
    expect(heapOf(another).equals(heapOf(one))).toBe(true)
  })
})

describe('an operation', () => {
  test('replaces the table where it should, and nowhere else', () => {
    expect(attempt(make('growing'), 'set').growths).toBe(1)
    expect(attempt(make('crowded'), 'set other').growths).toBe(1)
    expect(attempt(make('crowded'), 'set').growths).toBe(0)
    expect(attempt(make('burying'), 'set other').growths).toBe(1)
    expect(attempt(make('burying'), 'set').growths).toBe(0)
    expect(attempt(make('compacting'), 'delete').growths).toBe(1)
    expect(attempt(make('present'), 'delete').growths).toBe(0)
    expect(attempt(make('crammed'), 'set')).toEqual({ output: 'stored', growths: 0 })
    expect(attempt(make('reclaiming', 'large text'), 'set integer').growths).toBe(1)
  })

  test('goes to the heap where it should, and nowhere else', () => {
    expect(visitsHeap(make('spilling'), 'set')).toBe(true)
    expect(visitsHeap(make('spilling'), 'get')).toBe(false)
    expect(visitsHeap(make('run'), 'set')).toBe(true)
    expect(visitsHeap(make('starving'), 'set')).toBe(true)
    expect(visitsHeap(make('empty', 'number', true), 'set')).toBe(true)
    expect(visitsHeap(make('growing', 'number', true), 'set')).toBe(true)
    expect(visitsHeap(make('growing'), 'set')).toBe(false)
    expect(visitsHeap(make('present'), 'set')).toBe(false)
    expect(visitsHeap(make('empty'), 'set text')).toBe(false)
  })

  test('finds no memory where there is none', () => {
    const full = make('full', 'number', true)
    expect(attempt(full, 'set text other').output).toBe('full')
    expect(attempt(full, 'set text').output).toBe('stored')
  })

  test("finds another key in the record that was its key's", () => {
    const state = make('recycled')
    expect(attempt(state, 'is current').output).toBe(0)
    const { threads, image } = state.stage
    const [thread] = threads
    const [readKey] = programOf('read key', state, 0) ?? []
    if (thread === undefined || readKey === undefined || state.place === undefined) {
      throw new RangeError('nobody knows the record')
    }
    expect(perform(thread, readKey)).toBe('gone')
    const kind = thread.kernel.readKey(state.place.record, state.place.identity + 1, 0)
    expect(kind).not.toBe(0)
    expect(state.model.values.has(thread.numbers[RESULT_F64.number] ?? 0)).toBe(true)
    image.restoreAll()
  })
})
