import { expect, test } from 'vitest'
import { Random } from '../storm/random.ts'
import { Journal, Table } from './journal.ts'

test('all tables go back to what they were at any earlier length', () => {
  const random = new Random(1)
  const journal = new Journal()
  const tables = [new Table(journal, 4), new Table(journal, 6)]
  const contents = (): number[][] =>
    tables.map((table) => Array.from({ length: 6 }, (_, index) => table.get(index)))
  const moments = [{ length: journal.length, was: contents() }]
  for (let round = 0; round < 500; round++) {
    for (let i = random.below(20); i > 0; i--) {
      tables[random.below(2)]?.set(random.below(4), random.below(3))
    }
    moments.push({ length: journal.length, was: contents() })
    if (random.below(4) > 0) continue
    const kept = random.below(moments.length)
    moments.length = kept + 1
    const moment = moments[kept]
    journal.goBack(moment?.length ?? 0)
    expect(contents()).toEqual(moment?.was)
    expect(journal.length).toBe(moment?.length)
  }
})

test('a table keeps what it has as it grows, and goes back as before', () => {
  const journal = new Journal()
  const table = new Table(journal, 2)
  table.set(1, 5)
  table.grow(8)
  table.set(7, 6)
  expect([table.get(1), table.get(7)]).toEqual([5, 6])
  journal.goBack(0)
  expect([table.get(1), table.get(7)]).toEqual([0, 0])
})

test('to set what is there is no change', () => {
  const journal = new Journal()
  new Table(journal, 1).set(0, 0)
  expect(journal.length).toBe(0)
})
