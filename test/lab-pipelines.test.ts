/** The article's three pipelines, each in its own process under a short load. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { comparePipelines } from '../dist/lab/article/pipelines/pipelines.js'

const SHORT = { seed: 7, rate: 150, warmSeconds: 0.5, seconds: 2, windowSeconds: 60 }
const REQUESTS = 300

describe('the pipelines', () => {
  it('do the same work, and each is measured', async () => {
    const phases: string[] = []
    const { rows, comparisons, notes, failures, interrupted } = await comparePipelines(SHORT, {
      signal: new AbortController().signal,
      onProgress: (text) => phases.push(text),
    })
    expect(interrupted).toBe(false)
    expect(failures).toEqual([])
    const journals = [...notes.join('\n').matchAll(/(\d+ lines, \d+ matches .*?)\./g)].map(
      ([, words]) => words,
    )
    expect(journals).toHaveLength(3)
    expect(new Set(journals).size).toBe(1)
    expect(journals[0]).toMatch(/^375 lines, [1-9]/)
    expect(rows.map(({ subject }) => subject)).toEqual(['A blocking', 'B worker pool', 'C reactor'])
    for (const row of rows) {
      expect(row.figures).toMatchObject({ requests: REQUESTS })
      expect(row.p50Us).toBeGreaterThan(0)
      expect(row.p99Us).toBeGreaterThanOrEqual(row.p50Us)
      expect(row.maxUs).toBeGreaterThanOrEqual(row.p9999Us)
      expect(row.peakBytes).toBeGreaterThan(2 ** 20)
      expect(row.gc?.threads).toHaveLength(row.threads)
      expect(existsSync(join(import.meta.dirname, '..', row.source))).toBe(true)
      expect(phases).toContain(`${row.subject}: serving`)
    }
    expect(comparisons).toHaveLength(6)
    for (const { ours } of comparisons) expect(ours).toBeGreaterThan(0)
  })

  it('keep what was measured when they are interrupted', async () => {
    const interrupt = new AbortController()
    const { rows, interrupted } = await comparePipelines(
      { ...SHORT, warmSeconds: 0, seconds: 20 },
      {
        signal: interrupt.signal,
        onProgress: (text) => {
          if (text.endsWith('serving')) setTimeout(() => interrupt.abort(), 1000)
        },
      },
    )
    expect(interrupted).toBe(true)
    expect(rows.map(({ subject }) => subject)).toEqual(['A blocking'])
    expect(rows[0]?.figures.requests).toBeGreaterThan(0)
    expect(rows[0]?.figures.requests).toBeLessThan(3000)
  })

  it('end at once when they are interrupted before the first request', async () => {
    const interrupt = new AbortController()
    const { rows, interrupted } = await comparePipelines(SHORT, {
      signal: interrupt.signal,
      onProgress: () => interrupt.abort(),
    })
    expect({ rows, interrupted }).toEqual({ rows: [], interrupted: true })
  })
})
