/** docs/BENCHMARKS.md has every table that `npm run figures` makes, filled, below the command that made it. */
import { describe, expect, test } from 'vitest'
import { commandOf, SECTIONS } from '../../bench/document/sections.ts'
import { EXPERIMENTS } from '../../dist/lab/article/catalogue.js'
import { read } from './documents.ts'

const text = read('docs/BENCHMARKS.md')

function between(name: string): string {
  const [, part] = text.split(`<!-- ${name} -->\n`)
  return part?.split(`\n<!-- /${name} -->`)[0] ?? ''
}

describe('docs/BENCHMARKS.md', () => {
  test.each(SECTIONS)('$name', (section) => {
    const [command, , ...table] = between(section.name).split('\n')
    expect(command).toBe(`\`${commandOf(section)}\``)
    expect(table.filter((line) => line.startsWith('| ')).length).toBeGreaterThan(2)
    expect(table).not.toContain('Interrupted: these are partial results.')
  })

  test('the machine', () => {
    expect(between('machine')).toMatch(/\d+ cores, \d+ GiB, .+, Node v\d+/)
  })

  test("has all of the article's experiments", () => {
    const presets = SECTIONS.flatMap(({ args }) => (args[0] === '--preset' ? args.slice(1) : []))
    expect(presets).toEqual(expect.arrayContaining(EXPERIMENTS.map(({ name }) => name)))
  })
})
