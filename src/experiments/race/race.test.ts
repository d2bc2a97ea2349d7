import { describe, expect, it } from 'vitest'
import { exploreMap, exploreTwoWords } from './race.ts'

describe('exploreMap', () => {
  it('finds the race of the unguarded map', () => {
    expect(exploreMap(false).race).toMatch(/^a race for word \d: /)
  })

  it('finds nothing in the guarded one', () => {
    const { schedules, race } = exploreMap(true)
    expect(race).toBeUndefined()
    expect(schedules).toBeGreaterThan(1)
  })
})

it('exploreTwoWords finds no race', () => {
  expect(exploreTwoWords().race).toBeUndefined()
})
