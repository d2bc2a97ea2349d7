import { expect, it } from 'vitest'
import { LockedCounter } from './locked-counter.ts'

it('a LockedCounter adds, for all that have its buffer', () => {
  const counter = new LockedCounter()
  new LockedCounter(counter.buffer).add(2)
  counter.add(3)
  expect(counter.value).toBe(5)
})
