/** `node build/examples/spinlock-map/main.js`: explores the map with the mistake, and the one without. */
import { explore } from 'selvedge/testing'
import { twoWriters } from './program.ts'
import { HastyMap, SpinlockMap } from './spinlock-map.ts'

for (const MapKind of [HastyMap, SpinlockMap]) {
  const { schedules, isComplete, violation } = explore(twoWriters(MapKind), { preemptions: 2 })
  console.log(
    `${MapKind.name}: ${schedules} schedules${isComplete ? ', all there are with 2 preemptions' : ''}`,
  )
  if (violation === undefined) console.log('  nothing found')
  else console.log(`  ${violation.fault}\n  ${violation.trace.join('\n  ')}`)
}
