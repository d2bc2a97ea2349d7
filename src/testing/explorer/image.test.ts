import { beforeEach, expect, test } from 'vitest'
import { Memory } from '../../memory/webassembly.ts'
import { Image } from './image.ts'

let image: Image
let words: Int32Array

beforeEach(() => {
  const memory = new Memory({ initial: 1, maximum: 1, shared: true })
  words = new Int32Array(memory.buffer)
  words[10] = 7
  image = new Image(memory)
})

function write(address: number, value: number): void {
  image.touch(address, 4)
  words[address >> 2] = value
}

function hash(): string {
  image.rehash()
  return `${image.low} ${image.high}`
}

test('what was touched is put back', () => {
  write(40, 8)
  write(44, 9)
  write(4000, 1)
  image.restore()
  expect([words[10], words[11], words[1000]]).toEqual([7, 0, 0])
})

test('a long write is put back whole', () => {
  image.touch(100, 300)
  words.fill(5, 25, 100)
  image.restore()
  expect(words.subarray(25, 100).every((word) => word === 0)).toBe(true)
})

test('what was written without a word to it is put back by restoreAll', () => {
  words[500] = 1
  image.restore()
  expect(words[500]).toBe(1)
  image.restoreAll()
  expect(words[500]).toBe(0)
})

test('the hash tells memories apart, by value and by place', () => {
  const start = hash()
  write(40, 8)
  const one = hash()
  image.restore()
  write(44, 8)
  const other = hash()
  image.restore()
  write(40, 9)
  expect(new Set([start, one, other, hash()]).size).toBe(4)
})

test('the hash does not tell in which order, or how often, words were written', () => {
  write(40, 8)
  write(400, 9)
  const one = hash()
  image.restore()
  write(400, 1)
  hash()
  write(400, 9)
  write(40, 8)
  expect(hash()).toBe(one)
})

test('a memory that came back to its start has the hash of the start', () => {
  const start = hash()
  write(40, 8)
  expect(hash()).not.toBe(start)
  write(40, 7)
  expect(hash()).toBe(start)
  write(40, 8)
  image.restore()
  expect(hash()).toBe(start)
})

test('another start is returned to, and an earlier one again', () => {
  const first = image.start
  write(40, 8)
  image.keep()
  write(40, 9)
  image.restore()
  expect(words[10]).toBe(8)
  image.begin(first)
  expect(words[10]).toBe(7)
  write(40, 9)
  image.restore()
  expect(words[10]).toBe(7)
})
