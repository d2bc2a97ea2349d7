/** How `selvedge lab` ends early: by Ctrl-C that comes twice, by a signal, and where nobody reads what it says. */
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

const MAIN = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url))
const FOLDERS = new URL('../dist/lab/runner/temporary-folder.js', import.meta.url)

/** Temporary files of the programs that are tested. */
let temporary = ''
beforeEach(() => {
  temporary = mkdtempSync(join(tmpdir(), 'selvedge-ending-'))
})
afterEach(() => rmSync(temporary, { recursive: true }))

function node(...args: string[]) {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, TMPDIR: temporary, TEMP: temporary },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const closed = new Promise<number | null>((resolve) => child.once('close', resolve))
  return { child, closed }
}

/** Runs so long that it can only be ended. */
const LONG = ['lab', '--rival', 'map', '--keys', '1000', '--seconds', '60', '--json']

/** Until it measures, for which each subject has a folder. */
async function begun(): Promise<void> {
  await vi.waitFor(() => expect(readdirSync(temporary)).not.toEqual([]), 20_000)
}

describe('selvedge lab', () => {
  it.each([
    ['Ctrl-C that npm hands on a second time', ['SIGINT', 'SIGINT']],
    ['a supervisor', ['SIGTERM']],
  ] as const)('ends with what it has by %s, and leaves nothing behind', async (_, signals) => {
    const { child, closed } = node(MAIN, ...LONG)
    const said = Promise.all([closed, text(child.stdout), text(child.stderr)])
    await begun()
    for (const signal of signals) {
      child.kill(signal)
      // Two that wait together would be one.
      await setTimeout(5)
    }
    const [code, out, err] = await said
    expect({ code, err }).toEqual({ code: 130, err: '' })
    expect(JSON.parse(out)).toMatchObject({ workload: { keys: 1000 }, interrupted: true })
    expect(readdirSync(temporary)).toEqual([])
  })

  it('is no failure where the reader has gone', async () => {
    const { child, closed } = node(MAIN, 'lab', '--help')
    child.stdout.destroy()
    const [code, err] = await Promise.all([closed, text(child.stderr)])
    expect({ code, err }).toEqual({ code: 0, err: '' })
  })
})

describe('withTemporaryFolder', () => {
  it('removes the folder also where the program ends before', async () => {
    const program = `
      import { readdirSync, writeFileSync } from 'node:fs'
      import { tmpdir } from 'node:os'
      import { withTemporaryFolder } from ${JSON.stringify(FOLDERS.href)}
      await withTemporaryFolder('test', async (folder) => {
        writeFileSync(folder + '/file', '')
        console.log(readdirSync(tmpdir()).length)
        process.exit(3)
      })`
    const { child, closed } = node('--input-type=module', '--eval', program)
    const [code, out] = await Promise.all([closed, text(child.stdout)])
    expect({ code, out }).toEqual({ code: 3, out: '1\n' })
    expect(readdirSync(temporary)).toEqual([])
  })
})
