import { beforeEach, expect, test } from 'vitest'
import { ACCESS } from './accesses.ts'
import { Sharing } from './sharing.ts'

let sharing: Sharing

beforeEach(() => {
  sharing = new Sharing(4096)
})

test('a word is shared once two threads touched it and one wrote it', () => {
  sharing.note(0, 64, 4, ACCESS.load)
  sharing.note(1, 64, 4, ACCESS.load)
  expect(sharing.isShared(64, 4)).toBe(false)
  sharing.note(1, 64, 4, ACCESS.store)
  expect(sharing.isShared(64, 4)).toBe(true)
  expect(sharing.found).toBe(1)
})

test('a word that one thread alone reads and writes is not', () => {
  sharing.note(0, 64, 4, ACCESS.store)
  sharing.note(0, 64, 4, ACCESS.load)
  sharing.note(1, 72, 4, ACCESS.load)
  expect(sharing.isShared(64, 4)).toBe(false)
  expect(sharing.found).toBe(0)
})

test('an access of many words is shared if any of them is', () => {
  sharing.note(0, 104, 4, ACCESS.store)
  sharing.note(1, 104, 4, ACCESS.load)
  expect(sharing.isShared(64, 64)).toBe(true)
  expect(sharing.isShared(64, 40)).toBe(false)
  sharing.note(0, 512, 64, ACCESS.ownStore)
  sharing.note(1, 568, 4, ACCESS.load)
  expect(sharing.isShared(568, 4)).toBe(true)
  expect(sharing.isShared(512, 4)).toBe(false)
})

test('a failed CAS counts as a write, a wait as a read', () => {
  sharing.note(0, 64, 4, ACCESS.cas)
  sharing.note(1, 64, 4, ACCESS.wait)
  expect(sharing.isShared(64, 4)).toBe(true)
})

test('what is found after the search began is no place to stop until it begins anew', () => {
  sharing.freeze()
  sharing.note(0, 64, 4, ACCESS.store)
  sharing.note(1, 64, 4, ACCESS.load)
  expect(sharing.isShared(64, 4)).toBe(false)
  expect(sharing.numberOf(64)).toBe(0)
  sharing.freeze()
  expect(sharing.isShared(64, 4)).toBe(true)
})

test('a shared word is suspect once an access to it was not atomic, and that is news', () => {
  sharing.note(0, 64, 4, ACCESS.store)
  sharing.note(1, 64, 4, ACCESS.load)
  expect(sharing.isSuspect(64)).toBe(false)
  sharing.note(0, 64, 4, ACCESS.ownStore)
  expect(sharing.isSuspect(64)).toBe(true)
  expect(sharing.found).toBe(2)
  sharing.note(1, 64, 4, ACCESS.ownLoad)
  expect(sharing.found).toBe(2)
})
