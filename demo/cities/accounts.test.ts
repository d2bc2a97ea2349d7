import { describe, expect, it } from 'vitest'
import { audit } from './audit.ts'
import { Board, boardMemory, LOOK_UP, WRITE } from './board.ts'
import { brokenClaims, type Figures } from './figures.ts'
import { parseOptions } from './options.ts'
import { table } from './report.ts'

const figures: Figures = {
  records: 171_075,
  workers: 4,
  seconds: 6,
  lookups: 6_000_000,
  lookupsPerSecond: 1_000_000,
  wrong: 0,
  visits: 6_000_000,
  killed: 1,
  inFlight: 1,
  lost: 0,
  invented: 0,
  sharedBytes: 45e6,
  copiesBytes: 160e6,
  fillMs: 900,
  attachMs: 1.5,
  loadPerWorkerMs: 410,
  lookupP50Ns: 600,
  lookupP999Ns: 20_000,
  lookupMaxNs: 8e6,
  gcPauseMs: 3,
}

describe('audit', () => {
  const done = { begun: 5, acknowledged: 5 }

  it('finds nothing wrong when every increment is counted', () => {
    const accounts = [{ counted: 10, tallies: [done, done] }]
    expect(audit(accounts)).toEqual({ acknowledged: 10, inFlight: 0, lost: 0, invented: 0 })
  })

  it('lets an interrupted increment be counted or not', () => {
    const tallies = [done, { begun: 4, acknowledged: 3 }]
    const expected = { acknowledged: 8, inFlight: 1, lost: 0, invented: 0 }
    expect(audit([{ counted: 8, tallies }])).toEqual(expected)
    expect(audit([{ counted: 9, tallies }])).toEqual(expected)
  })

  it('does not let one country make up for another', () => {
    const accounts = [
      { counted: 3, tallies: [done] },
      { counted: 7, tallies: [done] },
    ]
    expect(audit(accounts)).toMatchObject({ lost: 2, invented: 2 })
  })
})

describe('Board', () => {
  it('is seen by whoever holds its memory', () => {
    const memory = boardMemory(3)
    const worker = new Board(memory, 3)
    const main = new Board(memory, 3)
    expect(worker.order).toBe(LOOK_UP)
    main.give(WRITE)
    expect(worker.order).toBe(WRITE)
    worker.countLookup(true)
    worker.countLookup(false)
    worker.begin(2)
    worker.begin(0)
    worker.acknowledge(0)
    worker.times.recordMs(1)
    expect([main.lookups, main.wrong]).toEqual([2, 1])
    expect([0, 1, 2].map((country) => main.begun(country))).toEqual([1, 0, 1])
    expect([0, 1, 2].map((country) => main.acknowledged(country))).toEqual([1, 0, 0])
    expect(main.allAcknowledged).toBe(1)
    expect(main.times.total).toBe(1)
  })
})

describe('brokenClaims', () => {
  it('is empty for a run in which all held', () => {
    expect(brokenClaims(figures)).toEqual([])
  })

  it.each([
    ['lost', { lost: 1 }],
    ['nobody began', { invented: 2 }],
    ['wrong record', { wrong: 3 }],
    ['killed', { killed: 0 }],
    ['never returned', { inFlight: 2 }],
    ['no lookup', { lookups: 0 }],
    ['no records', { records: 0 }],
  ])('names what did not hold: %s', (words, broken) => {
    expect(brokenClaims({ ...figures, ...broken }).join()).toContain(words)
  })
})

describe('table', () => {
  it('sets one map beside its copies and ends with what was lost', () => {
    const lines = table(figures).split('\n')
    expect(lines[0]).toBe('171,075 cities, 4 workers, 6.0 s')
    expect(lines).toContain('memory                               45.0 MB               160 MB')
    expect(lines.at(-2)).toBe('lost: 0')
  })
})

describe('parseOptions', () => {
  it('has defaults', () => {
    expect(parseOptions([])).toEqual({ workers: 4, seconds: 6, json: false, help: false })
  })

  it.each(['0', '33', '2.5', 'many', ''])('refuses --workers "%s"', (workers) => {
    expect(() => parseOptions([`--workers=${workers}`])).toThrow(/--workers must be/)
  })

  it('refuses what it does not know', () => {
    expect(() => parseOptions(['--threads', '4'])).toThrow("Unknown option '--threads'")
  })
})
