import { describe, expect, it } from 'vitest'
import { SharedMap } from '../../map/shared-map.ts'
import { checkLinearizable } from '../linearizability/check.ts'
import { mapModel } from '../linearizability/map-model.ts'
import { wholeMapModel } from '../linearizability/whole-map-model.ts'
import { Random } from '../storm/random.ts'
import type { StormValue } from '../storm/value-pattern.ts'
import { HistoryClock } from './clock.ts'
import { LOAD_NAMES, LOADS, type Load } from './loads.ts'
import { OPERATIONS } from './operation-codes.ts'
import { OperationLog } from './operation-log.ts'
import { Player } from './player.ts'
import { historyOf } from './round-history.ts'

const SLOTS = 2
const EACH = 3000

/** Both slots in one thread, by turns, so that everything is known to be right. */
function played(load: Load, seed: number): OperationLog[] {
  const map = new SharedMap<string | number, StormValue>({ maxBytes: 16 * 2 ** 20 })
  const clock = new HistoryClock()
  const fail = (op: string, error: unknown): void => {
    throw new Error(op, { cause: error })
  }
  const logs = Array.from({ length: SLOTS }, () => new OperationLog(EACH))
  const players = logs.map(
    (_, slot) => new Player({ slot, slots: SLOTS }, [map], clock, new Random(seed + slot), fail),
  )
  for (let count = 500; count <= EACH; count += 500) {
    for (const [slot, player] of players.entries()) {
      const log = logs[slot]
      if (log !== undefined) player.play(load, 1, log, count)
    }
  }
  map.close()
  return logs
}

describe.each(LOAD_NAMES)('the load %s', (name) => {
  const load = LOADS[name]
  const history = historyOf(played(load, 7))

  it('gives a history that is linearizable, as all came one after the other', () => {
    expect(history.length).toBeGreaterThanOrEqual(SLOTS * EACH - (EACH / 2) * load.readers)
    expect(checkLinearizable(mapModel<string | number, number>(), history)).toMatchObject({
      ok: true,
    })
    const start = history.slice(0, 2000)
    expect(checkLinearizable(wholeMapModel<string | number, number>(), start)).toMatchObject({
      ok: true,
    })
  })

  it('has every operation that it names, with every output', () => {
    const seen = new Map<string, Set<string>>()
    for (const { input, output } of history) {
      const outputs = seen.get(input.op) ?? new Set()
      outputs.add(output === undefined || typeof output === 'boolean' ? String(output) : 'a value')
      seen.set(input.op, outputs)
    }
    expect(new Set(seen.keys())).toEqual(
      new Set(
        OPERATIONS.filter((op) => load.weights[op] > 0 || (op === 'clear' && load.ballast > 0)),
      ),
    )
    for (const op of ['get', 'swap', 'take']) {
      expect(seen.get(op), op).toEqual(new Set(['undefined', 'a value']))
    }
    for (const op of ['has', 'delete', 'compareAndSet', 'compareAndDelete']) {
      expect(seen.get(op), op).toEqual(new Set(['true', 'false']))
    }
  })

  it('writes each value once, and is the same for the same seed', () => {
    const written = history.flatMap(({ input }) => ('value' in input ? [input.value] : []))
    expect(new Set(written).size).toBe(written.length)
    const again = historyOf(played(load, 7))
    expect(again.map(({ input }) => input)).toEqual(history.map(({ input }) => input))
  })
})

describe('a load with readers', () => {
  it('has others of them in another round, and they only read', () => {
    const load = { ...LOADS.clear, readers: 1 }
    const readers = [0, 1, 2, 3].map((round) => {
      const map = new SharedMap<string | number, StormValue>({ maxBytes: 2 ** 22 })
      const log = new OperationLog(200)
      const place = { slot: 0, slots: 1 }
      const player = new Player(place, [map], new HistoryClock(), new Random(1), () => {})
      player.play(load, round, log, 200)
      map.close()
      return historyOf([log]).every(({ input }) => input.op === 'get' || input.op === 'has')
    })
    expect(readers).toEqual([true, false, false, false])
  })
})
