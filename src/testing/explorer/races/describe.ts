/** A race in words. */
import type { Stage } from '../stage.ts'
import { FieldNames } from './fields.ts'
import type { Party, Race } from './races.ts'

export function describeRace({ address, first, second }: Race, stage: Stage): string {
  return (
    `${describeParty(first)} and ${describeParty(second)} race for ` +
    `${new FieldNames(stage).nameOf(address)} (${address}): nothing orders them`
  )
}

function describeParty({ thread, step, isWrite, isPlain }: Party): string {
  return `access ${step} of thread ${thread}, a ${isPlain ? 'plain' : 'atomic'} ${isWrite ? 'write' : 'read'},`
}
