/** Makes an initial state. Its making is the same each time, so schedules mean the same. */
import type { WasmModule } from '../../../memory/webassembly.ts'
import { clear } from '../operations/whole.ts'
import { set } from '../operations/writing.ts'
import { BUILDERS } from './builders.ts'
import { LARGE_KEY_BYTES, LONG_KEY_BYTES, perform, Site } from './site.ts'
import type { Base, InitialState, StateName } from './state.ts'
import { Warming } from './warming.ts'

const UNITS = 32
/** So few that a handful of long values take all but the reserve. */
const UNITS_WHEN_FULL = 24
const FILLER = 0.5
const FULL: readonly Base[] = ['full', 'crammed', 'reclaiming']

export function makeInitialState(
  module: WasmModule,
  name: StateName,
  threads: number,
): InitialState {
  const isFull = FULL.includes(name.base)
  const units = isFull ? UNITS_WHEN_FULL : UNITS
  const site = new Site(module, threads, units, name.keys, isFull)
  const { stage, model, key, other } = site
  if (name.base !== 'virgin') makeChunks(site)
  if (!name.isCold) warm(site, name, isFull)
  BUILDERS[name.base](site)
  stage.image.keep()
  return {
    name,
    stage,
    // Nothing has been written yet, as far as schedules are concerned; but a key that is gone was deleted.
    model: model.afresh(),
    key,
    other,
    keys: [...new Set([key, other, ...model.values.keys()])],
    place: site.place,
    version: site.version,
  }
}

/** A chunk for each class of blocks that a key with a number takes: to make one is long. */
function makeChunks({ stage, key }: Site): void {
  perform(stage.observer, set(key, FILLER))
  perform(stage.observer, clear)
}

/** Where memory is to run out, nobody has a larger table at hand, or a block for a large key. */
function warm({ stage, fillers, key }: Site, { base, keys }: StateName, isFull: boolean): void {
  for (const thread of stage.threads) {
    const warming = new Warming(stage, thread)
    if (!isFull && base !== 'starving') warming.warmForGrowth(fillers)
    if (keys === 'long text') warming.warmForKeys(LONG_KEY_BYTES, key)
    warming.warm(fillers)
    if (keys === 'large text') warming.warmForKeys(LARGE_KEY_BYTES, key, 0)
  }
}
