/** The two ranges of write-once keys: one that churns in the main map, one that makes the nursery grow. */
import type { Key } from '../../map/map.ts'
import type { Actor } from './actor.ts'
import { KeyRange } from './key-range.ts'
import type { StormMap } from './map-source.ts'
import { writtenNumber, writtenValue } from './value-pattern.ts'

/** Pattern ids of the values: multiples of 8, which all get every form (value-pattern.ts). */
const CHURN_ID = 100_000
const NURSERY_ID = 200_000
const IDS_PER_SLOT = 8
const SERIALS_PER_SLOT = 2 ** 24

/** Text keys with values of all sizes. */
export function churnRange(actor: Actor, map: StormMap): KeyRange {
  return new KeyRange(actor, map, {
    words: actor.ledger.churn,
    key: (slot, serial) => `churn ${slot} ${serial}`,
    value: (slot, serial) => writtenValue(CHURN_ID + slot * IDS_PER_SLOT, serial),
  })
}

/** Mostly numbers under numbers: nothing is as fast to insert, so tables grow most of the time. */
export function nurseryRange(actor: Actor, map: StormMap): KeyRange {
  const isNumber = (serial: number): boolean => serial % 8 > 0
  return new KeyRange(actor, map, {
    words: actor.ledger.nursery,
    key: (slot, serial): Key =>
      isNumber(serial) ? slot * SERIALS_PER_SLOT + serial : `nursery ${slot} ${serial}`,
    value: (slot, serial) =>
      isNumber(serial)
        ? writtenNumber(NURSERY_ID + slot * IDS_PER_SLOT, serial)
        : writtenValue(NURSERY_ID + slot * IDS_PER_SLOT, serial),
  })
}
