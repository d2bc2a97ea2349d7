/** Operations by name: a task names them, so that it can be sent to another thread, and printed. */
import type { Key } from '../model.ts'
import { BLOCK_BYTES } from '../states/builders.ts'
import type { InitialState } from '../states/state.ts'
import { insert, removeIfVersion, setIfVersion } from './conditional.ts'
import type { Operation, Place } from './operation.ts'
import { get, getByKey, getStaged, has, isCurrent, readKey, readKnown } from './reading.ts'
import { RUN_BYTES, TEXT_BYTES } from './values.ts'
import { clear, detach, reattach } from './whole.ts'
import {
  increment,
  remove,
  removeByStagedKey,
  set,
  setByStagedKey,
  setKnown,
  setStaged,
  setText,
} from './writing.ts'

interface Circumstances {
  readonly key: Key
  readonly place: Place | undefined
  /** Different for each operation. */
  readonly index: number
}

/** Undefined if the operation makes no sense there: a text key that is a number, a near cache that never had the key. */
type Maker = (at: Circumstances) => Operation | undefined

const NO_VERSION: Place = { record: 0, identity: 0, stamp: 0, epoch: 0, version: 0 }

/** On one key, or on all. */
export type Verb =
  | ('get' | 'get by key' | 'get staged' | 'has' | 'is current' | 'read known' | 'read key')
  | ('set' | 'set integer' | 'set text' | 'set staged' | 'set block' | 'set run')
  | ('set by staged key' | 'set known' | 'insert' | 'set if version' | 'increment')
  | ('delete' | 'delete by staged key' | 'delete if version')
  | ('clear' | 'detach' | 'reattach')

const MAKERS: Readonly<Record<Verb, Maker>> = {
  get: ({ key }) => get(key),
  'get by key': ({ key }) => (typeof key === 'number' ? getByKey(key) : undefined),
  'get staged': ({ key }) => (isLong(key) ? getStaged(key) : undefined),
  has: ({ key }) => has(key),
  'is current': ({ key, place }) => place && isCurrent(key, place),
  'read known': ({ key, place }) => place && readKnown(key, place),
  'read key': ({ key, place }) => place && readKey(key, place),
  set: ({ key, index }) => set(key, doubleOf(index)),
  'set integer': ({ key, index }) => set(key, integerOf(index)),
  'set text': ({ key, index }) => setText(key, letterOf(index)),
  'set staged': ({ key, index }) => setStaged(key, letterOf(index), TEXT_BYTES),
  'set block': ({ key, index }) => setStaged(key, letterOf(index), BLOCK_BYTES),
  'set run': ({ key, index }) => setStaged(key, letterOf(index), RUN_BYTES),
  'set by staged key': ({ key, index }) =>
    isLong(key) ? setByStagedKey(key, doubleOf(index)) : undefined,
  'set known': ({ key, place, index }) => place && setKnown(key, doubleOf(index), place),
  insert: ({ key, index }) => insert(key, doubleOf(index)),
  'set if version': ({ key, place, index }) =>
    setIfVersion(key, doubleOf(index), place ?? NO_VERSION),
  increment: ({ key, index }) => increment(key, integerOf(index)),
  delete: ({ key }) => remove(key),
  'delete by staged key': ({ key }) => (isLong(key) ? removeByStagedKey(key) : undefined),
  'delete if version': ({ key, place }) => place && removeIfVersion(key, place),
  clear: () => clear,
  detach: () => detach,
  reattach: () => reattach,
}

/** A verb, on the state's key or on its other one. */
export type OperationName = Verb | `${Verb} other`

/** What one thread does: an operation, or two, one after the other. */
export type ProgramName = OperationName | `${OperationName} then ${OperationName}`

const THEN = ' then '
/** Bytes of a key that stands in the record itself: kernel/table/keys.ts. */
const INLINE_KEY = 8
const OTHER = ' other'
/** More than there are in any task: so that each operation writes a value of its own. */
const THREADS = 4

function isVerb(name: string): name is Verb {
  return name in MAKERS
}

/** Only a key that has a block in its record can come in one. */
function isLong(key: Key): key is string {
  return typeof key === 'string' && key.length > INLINE_KEY
}

/** The program as the thread with this index does it; undefined if it makes no sense in the state. */
export function programOf(
  name: ProgramName,
  state: InitialState,
  index: number,
): readonly Operation[] | undefined {
  const operations = name.split(THEN).map((one, i) => operationOf(one, state, index + i * THREADS))
  return operations.every((one) => one !== undefined) ? operations : undefined
}

function operationOf(name: string, state: InitialState, index: number): Operation | undefined {
  const isOther = name.endsWith(OTHER)
  const verb = isOther ? name.slice(0, -OTHER.length) : name
  if (!isVerb(verb)) throw new RangeError(`there is no operation '${name}'`)
  return isOther
    ? MAKERS[verb]({ key: state.other, place: undefined, index })
    : MAKERS[verb]({ key: state.key, place: state.place, index })
}

function doubleOf(index: number): number {
  return index + 100.5
}

function integerOf(index: number): number {
  return 10 + index
}

function letterOf(index: number): string {
  return 'pqrstuvw'.charAt(index)
}
