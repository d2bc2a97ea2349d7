import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const main = fileURLToPath(new URL('../build/bench/main.js', import.meta.url))

interface Ended {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

function bench(...options: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [main, ...options], (_error, stdout, stderr) => {
      resolve({ code: child.exitCode ?? -1, stdout, stderr })
    })
  })
}

describe('npm run bench', () => {
  it('prints one object of finite figures per case with --json', async () => {
    const { code, stdout, stderr } = await bench('--json', '--only', 'hit, 1 k keys')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const rows: Record<string, unknown>[] = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(rows.map((row) => row.case)).toEqual([
      'number get hit, 1 k keys',
      'string get hit, 1 k keys',
    ])
    for (const { oursNs, rivalNs, ratio, target, ok, rival, ...others } of rows) {
      expect(Number(oursNs)).toBeGreaterThan(0)
      expect(Number(rivalNs)).toBeGreaterThan(0)
      expect(ratio).toBeCloseTo(Number(oursNs) / Number(rivalNs))
      expect(ok).toBe(Number(ratio) <= Number(target))
      expect(rival).toBe('Map')
      expect(Object.keys(others)).toEqual(['case'])
    }
  })

  it('prints a table otherwise', async () => {
    const { code, stdout } = await bench('--only', 'bytes per entry')
    expect(code).toBe(0)
    expect(stdout).toMatch(
      /^case .* at most\nbytes per entry, used .* B .*\nbytes .* B .*\n.* target\n$/,
    )
  })

  it('lists distinct names', async () => {
    const { code, stdout } = await bench('--list')
    const names = stdout.trim().split('\n')
    expect(code).toBe(0)
    expect(new Set(names).size).toBe(names.length)
    expect(names).toContain('string set existing, 10 k keys, against lmdb')
  })

  it('says what is wrong with its arguments', async () => {
    const unknown = await bench('--fast')
    expect(unknown.code).toBe(2)
    expect(unknown.stderr).toContain("Unknown option '--fast'")
    const none = await bench('--only', 'no such case')
    expect(none.code).toBe(2)
    expect(none.stderr).toContain('no such case')
  })
})
