import { beforeEach, expect, test } from 'vitest'
import { Journal } from '../journal.ts'
import { Clocks } from './clocks.ts'

const PLACE = 3
const OTHER_PLACE = 4

let journal: Journal
let clocks: Clocks

beforeEach(() => {
  journal = new Journal()
  clocks = new Clocks(3, journal)
  clocks.grow(8)
})

function hash(): string {
  clocks.hash(3)
  return `${clocks.low} ${clocks.high}`
}

test('a thread learns what was published, and what the publisher had learnt', () => {
  clocks.advance(0, 5)
  clocks.publish(0, PLACE)
  clocks.advance(1, 2)
  clocks.acquire(1, PLACE)
  clocks.publish(1, OTHER_PLACE)
  clocks.acquire(2, OTHER_PLACE)
  expect([0, 1, 2].map((other) => clocks.known(2, other))).toEqual([5, 2, 0])
})

test('what is published anew takes the place of what was there', () => {
  clocks.advance(0, 5)
  clocks.publish(0, PLACE)
  clocks.publish(1, PLACE)
  clocks.acquire(2, PLACE)
  expect(clocks.known(2, 0)).toBe(0)
})

test('nothing is forgotten by learning less', () => {
  clocks.advance(0, 5)
  clocks.publish(0, PLACE)
  clocks.advance(0, 9)
  clocks.order(0, 1)
  clocks.acquire(1, PLACE)
  expect(clocks.known(1, 0)).toBe(9)
})

test('the hash tells apart who knows what, and what was published where', () => {
  const hashes = [hash()]
  clocks.advance(0, 5)
  clocks.publish(0, PLACE)
  hashes.push(hash())
  clocks.publish(0, OTHER_PLACE)
  hashes.push(hash())
  clocks.acquire(1, PLACE)
  hashes.push(hash())
  clocks.acquire(2, PLACE)
  hashes.push(hash())
  expect(new Set(hashes).size).toBe(hashes.length)
})

test('the hash does not tell in which order places were written, nor what they held before', () => {
  clocks.advance(0, 5)
  clocks.publish(0, PLACE)
  clocks.publish(0, OTHER_PLACE)
  const one = hash()
  journal.goBack(0)
  clocks.advance(0, 4)
  clocks.publish(0, OTHER_PLACE)
  clocks.advance(0, 5)
  clocks.publish(0, OTHER_PLACE)
  clocks.publish(0, PLACE)
  expect(hash()).toBe(one)
})
