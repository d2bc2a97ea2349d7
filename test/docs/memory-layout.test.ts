/** MEMORY-LAYOUT.md says what kernel/layout.ts and kernel/counter/layout.ts say, and all what the compiled kernels export. */
import { describe, expect, test } from 'vitest'
import { instantiateCounter } from '../../dist/counter/kernel.js'
import { instantiate, NO_HOST } from '../../dist/memory/kernel.js'
import { Memory } from '../../dist/memory/webassembly.js'
import { read, sectionOf, tableIn } from './documents.ts'
import { type Struct, structsOf } from './layout-source.ts'

const memory = new Memory({ initial: 2, maximum: 65_536, shared: true })
const ofMaps = instantiate(memory, NO_HOST, 'lock-free').layout
const ofCounters = instantiateCounter(new Memory({ initial: 1, maximum: 1, shared: true })).layout
const structs = [...structsOf('kernel/layout.ts'), ...structsOf('kernel/counter/layout.ts')]
const document = read('docs/MEMORY-LAYOUT.md')

/** How kernel/offsets.ts calls each class. */
const PREFIXES: Readonly<Record<string, string>> = {
  Header: 'HEADER',
  SlotEntry: 'ENTRY',
  SlotHorizon: 'HORIZON',
  Segment: 'SEGMENT',
  Record: 'RECORD',
  BlockHeader: 'BLOCK',
  Unit: 'UNIT',
  Slot: 'SLOT',
  Detector: 'DETECTOR',
  CounterHeader: 'COUNTER_HEADER',
}
/** Names there that are not made by the rule. */
const ALIASES: Readonly<Record<string, string>> = {
  UNIT_DESCRIPTOR_SIZE: 'UNIT_SIZE',
  ENTRY_TASK: 'ENTRY_TASK_ID',
}

/** By the names of kernel/offsets.ts: the offset of each field, and each class's size. */
const computed = new Map(structs.flatMap(offsetsOf))

function offsetsOf({ name, fields, size }: Struct): [string, number][] {
  const prefix = PREFIXES[name] ?? name
  const offsets = fields.map((field): [string, number] => [
    `${prefix}_${field.name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`,
    field.offset,
  ])
  return [...offsets, [`${prefix}_SIZE`, size]]
}

interface Exported {
  readonly name: string
  readonly value: number
  readonly place: number | undefined
}

function exportedBy(layout: Readonly<Record<string, number>>): Exported[] {
  return Object.entries(layout).map(([name, value]) => ({
    name,
    value,
    place: computed.get(ALIASES[name] ?? name),
  }))
}

const KERNELS = [
  { kernel: 'a map', exported: exportedBy(ofMaps), constants: 'Constants', least: 50 },
  {
    ...{ kernel: 'a counter', exported: exportedBy(ofCounters) },
    ...{ constants: 'Constants of a counter', least: 4 },
  },
]

test.each(KERNELS)(
  'the kernel of $kernel exports the offsets and sizes that its source has',
  ({ exported, least }) => {
    const places = exported.filter(({ place }) => place !== undefined)
    expect(places.length).toBeGreaterThanOrEqual(least)
    for (const { name, value, place } of places) expect(value, name).toBe(place)
  },
)

describe('docs/MEMORY-LAYOUT.md', () => {
  test.each(structs)('has every field of $name at its offset', ({ name, fields }) => {
    const rows = tableIn(sectionOf(document, name)).map(([offset, field, type]) => ({
      name: field,
      type,
      offset: Number(offset),
    }))
    expect(rows).toEqual(fields.filter((field) => !/^padding\d*$/.test(field.name)))
  })

  test.each(structs)('gives the size of $name', ({ name, size }) => {
    expect(sectionOf(document, name)).toContain(`${size} bytes`)
  })

  test.each(KERNELS)(
    'has every other exported constant of $kernel with its value',
    ({ exported, constants }) => {
      const rows = tableIn(sectionOf(document, constants))
      const others = exported.filter(({ place }) => place === undefined)
      expect(Object.fromEntries(rows.map(([name, value]) => [name, Number(value)]))).toEqual(
        Object.fromEntries(others.map(({ name, value }) => [name, value])),
      )
    },
  )
})
