/** The layout as the JavaScript side, `verify` and the documentation's test see it: exported constants, no code. */

import * as layout from './layout'
import {
  BlockHeader,
  Detector,
  Header,
  Record,
  Segment,
  Slot,
  SlotEntry,
  SlotHorizon,
  Unit,
} from './layout'
import { OWNER_MASK } from './locks/mutex'
import { PERIOD } from './threads/horizon'

export const LAYOUT_VERSION: u32 = layout.LAYOUT_VERSION
export const UNIT_BITS: u32 = layout.UNIT_BITS
export const MAX_THREADS: u32 = layout.MAX_THREADS
export const CLASSES: u32 = layout.CLASSES
export const RECORD_CLASS: u32 = layout.RECORD_CLASS
export const SLOT_TABLE: u32 = layout.SLOT_TABLE
export const CHUNK_LISTS: u32 = layout.CHUNK_LISTS
export const RUN_LISTS: u32 = layout.RUN_LISTS
export const RUN_BINS: u32 = layout.RUN_BINS
export const HORIZONS: u32 = layout.HORIZONS
export const DIRECTORIES: u32 = layout.DIRECTORIES
export const SLOT_BLOCK: u32 = layout.SLOT_BLOCK
export const MAGAZINES: u32 = layout.MAGAZINES
export const EVIDENCE: u32 = layout.EVIDENCE
export const WINDOW: u32 = layout.WINDOW
export const WINDOW_SIZE: u32 = layout.WINDOW_SIZE

export const HEADER_SIZE: u32 = <u32>offsetof<Header>()
export const HEADER_UNITS: u32 = <u32>offsetof<Header>('units')
export const HEADER_FIRST_UNIT: u32 = <u32>offsetof<Header>('firstUnit')
export const HEADER_SEGMENT_BITS: u32 = <u32>offsetof<Header>('segmentBits')
export const HEADER_LOCK_COUNT: u32 = <u32>offsetof<Header>('lockCount')
export const HEADER_STRATEGY: u32 = <u32>offsetof<Header>('strategy')
export const HEADER_ROOT: u32 = <u32>offsetof<Header>('root')
export const HEADER_HEAP_LOCK: u32 = <u32>offsetof<Header>('heapLock')
export const HEADER_FRONTIER: u32 = <u32>offsetof<Header>('frontier')
export const HEADER_FREE_UNITS: u32 = <u32>offsetof<Header>('freeUnits')
export const HEADER_CLEAR_LOCK: u32 = <u32>offsetof<Header>('clearLock')
export const HEADER_RECOVERY_LOCK: u32 = <u32>offsetof<Header>('recoveryLock')
export const HEADER_SLOTS_USED: u32 = <u32>offsetof<Header>('slotsUsed')

export const ENTRY_SIZE: u32 = <u32>offsetof<SlotEntry>()
export const ENTRY_STATE: u32 = <u32>offsetof<SlotEntry>('state')
export const ENTRY_BLOCK: u32 = <u32>offsetof<SlotEntry>('block')
export const ENTRY_MUTATIONS: u32 = <u32>offsetof<SlotEntry>('mutations')
export const ENTRY_CALLS: u32 = <u32>offsetof<SlotEntry>('calls')
export const ENTRY_TASK: u32 = <u32>offsetof<SlotEntry>('taskId')
export const ENTRY_TASK_START: u32 = <u32>offsetof<SlotEntry>('taskStart')

export const HORIZON_SIZE: u32 = <u32>offsetof<SlotHorizon>()
export const HORIZON_PERIOD: u32 = PERIOD
export const HORIZON_SETTLED: u32 = <u32>offsetof<SlotHorizon>('settled')

export const SEGMENT_SIZE: u32 = <u32>offsetof<Segment>()
export const SEGMENT_WORD_SIZE: u32 = layout.SEGMENT_WORD_SIZE
export const SEGMENT_USED: u32 = <u32>offsetof<Segment>('used')
export const SEGMENT_LOCK: u32 = <u32>offsetof<Segment>('lock')
export const SEGMENT_DEAD: u32 = <u32>offsetof<Segment>('dead')
export const SEGMENT_FLOOR: u32 = <u32>offsetof<Segment>('floor')
export const SEGMENT_DIRTY: u32 = <u32>offsetof<Segment>('dirty')

export const LOCK_SIZE: u32 = layout.LOCK_SIZE
export const DETECTOR_SIZE: u32 = <u32>offsetof<Detector>()
export const DETECTOR_WRITING: u32 = <u32>offsetof<Detector>('writing')
export const DETECTOR_ALARM: u32 = <u32>offsetof<Detector>('alarm')
export const DETECTOR_IS_THROWN: u32 = <u32>offsetof<Detector>('isThrown')
export const LOCK_OWNER_MASK: u32 = OWNER_MASK

export const RECORD_SIZE: u32 = <u32>offsetof<Record>()
export const RECORD_CELL: u32 = <u32>offsetof<Record>('cell')
export const RECORD_HIGH: u32 = <u32>offsetof<Record>('high')
export const RECORD_IDENTITY: u32 = <u32>offsetof<Record>('identity')
export const RECORD_EXPIRY: u32 = <u32>offsetof<Record>('expiry')
export const RECORD_KEY_INFO: u32 = <u32>offsetof<Record>('keyInfo')
export const RECORD_KEY: u32 = <u32>offsetof<Record>('key')

export const BLOCK_LENGTH: u32 = <u32>offsetof<BlockHeader>('length')
export const BLOCK_WRITER: u32 = <u32>offsetof<BlockHeader>('writer')

export const UNIT_DESCRIPTOR_SIZE: u32 = <u32>offsetof<Unit>()
export const UNIT_STATE: u32 = <u32>offsetof<Unit>('state')
export const UNIT_CARVED: u32 = <u32>offsetof<Unit>('carved')
export const UNIT_FREE: u32 = <u32>offsetof<Unit>('free')
export const UNIT_OUT: u32 = <u32>offsetof<Unit>('out')
export const UNIT_NEXT: u32 = <u32>offsetof<Unit>('next')
export const UNIT_PREVIOUS: u32 = <u32>offsetof<Unit>('previous')
export const UNIT_TAIL: u32 = <u32>offsetof<Unit>('tail')

export const SLOT_SIZE: u32 = <u32>offsetof<Slot>()
export const SLOT_TAG: u32 = <u32>offsetof<Slot>('tag')
export const SLOT_LENGTH: u32 = <u32>offsetof<Slot>('length')
export const SLOT_RECORD: u32 = <u32>offsetof<Slot>('record')
export const SLOT_IDENTITY: u32 = <u32>offsetof<Slot>('identity')
export const SLOT_STAMP: u32 = <u32>offsetof<Slot>('stamp')
export const SLOT_EPOCH: u32 = <u32>offsetof<Slot>('epoch')
export const SLOT_VERSION: u32 = <u32>offsetof<Slot>('version')
export const SLOT_NUMBER: u32 = <u32>offsetof<Slot>('number')
export const SLOT_PHASE: u32 = <u32>offsetof<Slot>('phase')
export const SLOT_HAND: u32 = <u32>offsetof<Slot>('hand')
export const SLOT_HAND_KEY: u32 = <u32>offsetof<Slot>('handKey')
export const SLOT_HAND_RECORD: u32 = <u32>offsetof<Slot>('handRecord')
export const SLOT_HAND_TABLE: u32 = <u32>offsetof<Slot>('handTable')
export const SLOT_LONG_KEY: u32 = <u32>offsetof<Slot>('longKey')
export const SLOT_MOVING: u32 = <u32>offsetof<Slot>('moving')
export const SLOT_RELEASING: u32 = <u32>offsetof<Slot>('releasing')
export const SLOT_INSERTING: u32 = <u32>offsetof<Slot>('inserting')
export const SLOT_READING: u32 = <u32>offsetof<Slot>('reading')
