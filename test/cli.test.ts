/** The built executable as a shell sees it: streams, last line, exit codes. */
import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { STRATEGIES } from 'selvedge'
import { describe, expect, it } from 'vitest'

const MAIN = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url))

interface Outcome {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** Runs the program; `interrupt` sends Ctrl-C as soon as it has said anything on stderr. */
async function selvedge(args: string[], interrupt = false): Promise<Outcome> {
  const child = spawn(process.execPath, [MAIN, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  if (interrupt) child.stderr.once('data', () => child.kill('SIGINT'))
  const closed = new Promise<number | null>((resolve) => child.once('close', resolve))
  const [code, out, err] = await Promise.all([closed, text(child.stdout), text(child.stderr)])
  return { code, out, err }
}

function lastLine(out: string): Record<string, unknown> {
  const report: Record<string, unknown> = JSON.parse(out.trimEnd().split('\n').at(-1) ?? '')
  return report
}

/** What the quick level has to look at. */
const LEAST = {
  schedules: 10_000,
  states: 1,
  steps: 100_000,
  deaths: 500,
  histories: 1,
  operations: 100_000,
}

const LEAST_OF_COUNTERS = { searches: 50, schedules: 10_000, states: 1000, deaths: 1000 }

describe('selvedge verify', () => {
  it('finds nothing with --quick, in less than a minute, and says how much it looked at', async () => {
    const start = performance.now()
    // The same tasks each time: what others find is for whoever runs it to learn, not for who changes something else.
    const { code, out } = await selvedge(['verify', '--quick', '--seed', '1', '--json'])
    const report = lastLine(out)
    expect(report.found, out).toEqual([])
    expect(code).toBe(0)
    expect(performance.now() - start).toBeLessThan(60_000)
    expect(report).toMatchObject({
      level: 'quick',
      violations: 0,
      strategies: STRATEGIES,
    })
    for (const [name, least] of Object.entries(LEAST)) {
      expect(report[name], name).toBeGreaterThanOrEqual(least)
    }
    for (const [name, least] of Object.entries(LEAST_OF_COUNTERS)) {
      expect(Reflect.get(Object(report.counters), name), name).toBeGreaterThanOrEqual(least)
    }
  })

  it('prints what it found, and exits with 1', async () => {
    const faulty = fileURLToPath(new URL('./storm/lossy-map.mjs', import.meta.url))
    const { code, out } = await selvedge(['verify', '--quick', '--map-module', faulty])
    expect(out).toMatch(/^violations +[1-9]/m)
    expect(out).toMatch(/^! histories, round \d+ \(.+\), seed \d+: history$/m)
    expect(code).toBe(1)
  })

  it('gives what it has on Ctrl-C, says so, and exits with 130', async () => {
    const { code, out } = await selvedge(['verify', '--json'], true)
    expect(lastLine(out)).toMatchObject({ interrupted: true, violations: 0 })
    expect(code).toBe(130)
  })
})

describe('selvedge storm', () => {
  it('prints its report as the last line of stdout, with finite figures, and exits with 0', async () => {
    const { code, out, err } = await selvedge(['storm', '--rounds', '3', '--seed', '11', '--json'])
    const { violations, ...figures } = lastLine(out)
    expect(violations).toEqual([])
    expect(code).toBe(0)
    expect(figures).toMatchObject({ rounds: 3, workers: 4, seed: 11, killed: 3, lost: 0, stuck: 0 })
    for (const [name, figure] of Object.entries(figures)) {
      expect(Number.isFinite(figure), name).toBe(true)
    }
    expect(err).toBe('storm: 3 rounds, 4 workers, seed 11\n')
  })

  it('prints a table without --json', async () => {
    const { code, out } = await selvedge(['storm', '--rounds', '1', '--workers', '2'])
    expect(out).toMatch(/^rounds +1\nworkers +2, 1 terminated\n/)
    expect(code).toBe(0)
  })

  it('gives what it has on Ctrl-C, says so, and exits with 130', async () => {
    const { code, out } = await selvedge(['storm', '--rounds', '5000', '--json'], true)
    expect(lastLine(out)).toMatchObject({ interrupted: true, violations: [] })
    expect(code).toBe(130)
  })

  it('exits with 2 for bad usage', async () => {
    const { code, out, err } = await selvedge(['storm', '--rounds', 'many'])
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toMatch(/^selvedge: --rounds takes a whole number/)
  })
})
