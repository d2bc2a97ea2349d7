import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const main = fileURLToPath(new URL('../../build/demo/cities/main.js', import.meta.url))

interface Ended {
  readonly code: unknown
  readonly stdout: string
  readonly stderr: string
}

async function demo(...options: string[]): Promise<Ended> {
  const child = spawn(process.execPath, [main, ...options])
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ])
  return { code, stdout, stderr }
}

describe('npm start', () => {
  it('loses nothing when a worker is killed, and says so in finite figures', async () => {
    const { code, stdout, stderr } = await demo('--json', '--workers', '3', '--seconds', '2')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const figures: Record<string, unknown> = JSON.parse(stdout.trim().split('\n').at(-1) ?? '')
    expect(figures).toMatchObject({ workers: 3, killed: 1, lost: 0, invented: 0, wrong: 0 })
    for (const [name, figure] of Object.entries(figures)) {
      expect(figure, name).toSatisfy(Number.isFinite)
    }
    const positive = [
      'records',
      'lookups',
      'lookupsPerSecond',
      'visits',
      'sharedBytes',
      'copiesBytes',
      'attachMs',
      'loadPerWorkerMs',
    ]
    for (const name of positive) expect(figures[name], name).toBeGreaterThan(0)
    expect(figures.records).toBeGreaterThan(100_000)
  })

  it('prints a table, and nothing to a stderr that is a pipe', async () => {
    const { code, stdout, stderr } = await demo('--workers', '1', '--seconds', '1')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toContain('a Map in each of 1')
    expect(stdout).toMatch(/\nlost: 0\n$/)
  })

  it('ends with 130 on Ctrl-C', async () => {
    const ready = `process.on('newListener', (name) => {
      if (name === 'SIGINT') setImmediate(() => process.stdout.write('ready'))
    })`
    const preload = `data:text/javascript,${encodeURIComponent(ready)}`
    const child = spawn(process.execPath, ['--import', preload, main, '--seconds', '600'])
    const exited = once(child, 'exit')
    await once(child.stdout, 'data')
    child.kill('SIGINT')
    expect(await exited).toEqual([130, null])
  })

  it('explains its options, and what is wrong with them', async () => {
    const help = await demo('--help')
    expect(help.code).toBe(0)
    expect(help.stdout).toContain('--workers <n>')
    const wrong = await demo('--workers', 'many')
    expect(wrong.code).toBe(2)
    expect(wrong.stderr).toContain('--workers must be a number from 1 to 32, not "many"')
  })
})
