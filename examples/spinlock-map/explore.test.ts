import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const main = fileURLToPath(new URL('../../build/examples/spinlock-map/main.js', import.meta.url))

it('finds the mistake in the hasty map, and none in the other', () => {
  const printed = execFileSync(process.execPath, [main], { encoding: 'utf8' })
  expect(printed).toMatch(
    /^HastyMap: \d+ schedules\n {2}a race for word \d+: .+\n {2}thread 0: load\(0\) -> 0\n/,
  )
  expect(printed).toMatch(
    /SpinlockMap: \d+ schedules, all there are with 2 preemptions\n {2}nothing found\n$/,
  )
})
