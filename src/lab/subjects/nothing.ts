/** A store that does nothing: what is measured of it is the lab itself. */
import type { Place, Store, Subject } from './subject.ts'

const PLACE: Place = { kind: 'nothing' }

export const nothing: Subject = {
  name: 'nothing',
  prepare: async () => ({ connect: () => PLACE, figures: () => undefined, close() {} }),
}

export function openNothing(): Store {
  return {
    get: () => undefined,
    set: () => undefined,
    delete: () => undefined,
    update: () => undefined,
    iterate: () => undefined,
    nearReads: () => undefined,
    close() {},
  }
}
