/** What the documents name exists: links, files, commands, and every public name has its place in API.md. */
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import * as errors from '../../dist/errors.js'
import { documents, pathOf, read } from './documents.ts'

describe.each(documents)('%s', (file) => {
  const text = read(file)

  test('links to files and headings that exist', () => {
    for (const [, target = ''] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^https?:|^mailto:/.test(target)) continue
      const [path = '', anchor] = target.split('#')
      const linked = path === '' ? file : join(dirname(file), path)
      expect(existsSync(pathOf(linked)), target).toBe(true)
      if (anchor !== undefined) expect(anchorsOf(read(linked)), target).toContain(anchor)
    }
  })

  test('names source files that exist', () => {
    for (const [, path = ''] of text.matchAll(
      /`((?:kernel|src|test|bench|demo|examples|scripts)\/[^`*<\s]*)`/g,
    )) {
      expect(existsSync(pathOf(path)), path).toBe(true)
    }
  })

  test('names scripts that package.json has', () => {
    const { scripts }: { scripts: Record<string, string> } = JSON.parse(read('package.json'))
    for (const [, script = ''] of text.matchAll(/npm run ([\w:]+)/g)) {
      expect(Object.keys(scripts)).toContain(script)
    }
  })
})

describe('docs/TESTING.md', () => {
  const testing = read('docs/TESTING.md')

  test('has every value that selvedge/testing exports', () => {
    const source = read('src/testing/index.ts').replaceAll(/export type \{[^}]*\}/g, '')
    const names = [...source.matchAll(/export \{([^}]*)\}/g)].flatMap(([, list = '']) =>
      list.split(',').map((name) => name.trim()),
    )
    for (const name of names) expect(testing).toContain(`\`${name}\``)
  })
})

describe('docs/API.md', () => {
  const api = read('docs/API.md')

  test('has every name that the package exports', () => {
    for (const name of exportsOf('src/index.ts')) expect(api).toContain(`\`${name}`)
  })

  test('has every member of ConcurrentMap and every figure of stats()', () => {
    const source = read('src/map/map.ts')
    for (const name of ['ConcurrentMap', 'MapStats', 'VerifyReport']) {
      for (const member of membersOf(source, name)) {
        expect(api, `${name}.${member}`).toMatch(new RegExp(`\`\\.?${member}\\b`))
      }
    }
  })

  test('has every error code', () => {
    const codes = [...read('src/errors.ts').matchAll(/^ {2}(ERR_\w+): true/gm)].map(
      ([, code]) => code,
    )
    expect(codes.length).toBeGreaterThan(5)
    for (const code of codes) expect(api).toContain(`\`${code}\``)
    for (const name of Object.keys(errors)) expect(api).toContain(`\`${name}`)
  })
})

/** Names of an interface's properties and methods. */
function exportsOf(file: string): string[] {
  return [...read(file).matchAll(/\{([^}]*)\}/g)]
    .flatMap(([, list = '']) => list.split(',').map((name) => name.trim()))
    .map((name) => name.replace('type ', ''))
    .filter((name) => name !== '')
}

function membersOf(source: string, name: string): string[] {
  const body =
    new RegExp(`^export interface ${name}\\b.*?\\{\\n([\\s\\S]*?)^\\}`, 'm').exec(source)?.[1] ?? ''
  const members = [...body.matchAll(/^ {2}(?:readonly )?(\w+)(?=[(:<])/gm)].map(
    ([, member = '']) => member,
  )
  if (members.length === 0) throw new Error(`found no members of ${name}`)
  return members
}

/** As GitHub makes them from headings. */
function anchorsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  )
}
