/** Puts the parent's side of the storm together and runs it on the calling thread. */
import { Actor } from './actor.ts'
import { Crew, Overdue, type PlanOf } from './crew.ts'
import { describeError, type Finding } from './finding.ts'
import { type Ledger, STOP } from './ledger.ts'
import { loadMapSource } from './map-source.ts'
import type { MemberEvents } from './member.ts'
import type { StormEvent } from './protocol.ts'
import { mix, Random } from './random.ts'
import { Rounds } from './rounds.ts'
import { HOPELESS_STALLS, type StormSettings } from './settings.ts'
import { Stage } from './stage.ts'

/** Runs all rounds; what they find and count goes out as events, the last of which is `end`. */
export async function runParent(
  settings: StormSettings,
  ledger: Ledger,
  emit: (event: StormEvent) => void,
): Promise<void> {
  const stage = new Stage(await loadMapSource(settings.mapModule), settings.strategy)
  const random = new Random(mix(settings.seed, ledger.parent))
  const actor = new Actor(ledger.parent, ledger, random, (violation) =>
    emit({ type: 'violation', violation }),
  )
  const planOf: PlanOf = (slot, seed) => ({
    slot,
    seed: mix(settings.seed, seed),
    workers: settings.workers,
    mapModule: settings.mapModule,
    ledger: ledger.buffer,
    main: stage.main.handle,
    scratch: stage.scratch.handle,
    nursery: stage.nursery.handle,
    counters: stage.counters.map((counter) => counter.handle),
  })
  const events: MemberEvents = {
    violation: (violation) => emit({ type: 'violation', violation }),
    fell: (slot, reason) => {
      ledger.count('error')
      emit({ type: 'violation', violation: { ...fall(reason), round: ledger.round, worker: slot } })
    },
  }
  const crew = new Crew(ledger, planOf, events, settings.stallMs * HOPELESS_STALLS)
  Atomics.store(ledger.resting, ledger.parent, 1)
  Atomics.store(ledger.alive, ledger.parent, 1)
  try {
    const rounds = new Rounds(actor, crew, stage)
    await rounds.prepare()
    for (let round = 1; round <= settings.rounds; round++) {
      if (Atomics.load(ledger.control, STOP) !== 0) break
      emit({ type: 'round', record: await rounds.round(round, round === settings.rounds) })
    }
  } catch (error) {
    actor.found(failure(error))
  } finally {
    Atomics.store(ledger.alive, ledger.parent, 0)
    await crew.stop()
    stage.close()
    emit({ type: 'end' })
  }
}

function fall(reason: string): Finding {
  const expected = 'to run until terminated'
  return { kind: 'error', op: 'run', key: '', expected, seen: reason }
}

/** What ended the rounds before their time. */
function failure(error: unknown): Finding {
  if (!(error instanceof Overdue)) {
    const seen = describeError(error)
    return { kind: 'error', op: 'round', key: '', expected: 'no exception', seen }
  }
  const expected = `worker ${error.slot} to ${error.message}`
  return { kind: 'stuck', op: 'wait', key: '', expected, seen: 'nothing for too long' }
}
