/** What the documents show as code runs, and does what they say it does. */
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, onTestFinished, test } from 'vitest'
import { pathOf, read } from './documents.ts'
import { type Program, programsIn } from './snippets.ts'

const run = promisify(execFile)

const COMPILER = [
  ...['--ignoreConfig', '--strict', '--exactOptionalPropertyTypes', '--noUncheckedIndexedAccess'],
  ...['--target', 'ES2023', '--lib', 'ES2023,ES2024.SharedMemory,ESNext.Disposable'],
  ...['--module', 'nodenext', '--types', 'node', '--typeRoots', pathOf('node_modules/@types')],
]

describe.each(['README.md', 'docs/API.md', 'docs/FAILURES.md', 'docs/TESTING.md'])('%s', (file) => {
  const programs = programsIn(read(file))

  test('has code', () => {
    expect(programs.length).toBeGreaterThan(0)
  })

  test.each(programs)('$title runs and is right', async (program) => {
    const folder = unpack(program)
    const [main = ''] = program.files.keys()
    if (main.endsWith('.ts')) await compile(folder, main)
    const { stdout } = await run(process.execPath, [main.replace(/ts$/, 'js')], { cwd: folder })
    expect(stdout.split('\n').slice(0, -1)).toEqual(program.prints)
  })
})

/** A folder that has this package installed. */
function unpack({ files }: Program): string {
  const folder = mkdtempSync(join(tmpdir(), 'selvedge-docs-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  mkdirSync(join(folder, 'node_modules'))
  symlinkSync(pathOf('.'), join(folder, 'node_modules/selvedge'))
  for (const [name, code] of files) writeFileSync(join(folder, name), code)
  return folder
}

async function compile(folder: string, file: string): Promise<void> {
  const compiled = run(pathOf('node_modules/.bin/tsc'), [...COMPILER, file], { cwd: folder })
  await compiled.catch((error: { stdout: string }) => expect.fail(error.stdout))
}
