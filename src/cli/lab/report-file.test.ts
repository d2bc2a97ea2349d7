import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest'
import { UsageError } from '../command.ts'
import { reportFile } from './report-file.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'selvedge-test-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('reportFile', () => {
  it('writes the file when it is told to, and leaves nothing beside it', () => {
    const file = reportFile(join(folder, 'report.html'))
    expect(readdirSync(folder)).toEqual([])
    file.write('whole')
    expect(readdirSync(folder)).toEqual(['report.html'])
    expect(readFileSync(file.path, 'utf8')).toBe('whole')
  })

  it('replaces an older file', () => {
    const path = join(folder, 'report.html')
    writeFileSync(path, 'older and longer')
    const file = reportFile(path)
    expect(readFileSync(path, 'utf8')).toBe('older and longer')
    file.write('new')
    expect(readFileSync(path, 'utf8')).toBe('new')
  })

  it('writes where a link leads', () => {
    const [path, link] = [join(folder, 'report.html'), join(folder, 'link')]
    writeFileSync(path, 'old')
    symlinkSync(path, link)
    reportFile(link).write('new')
    expect(readlinkSync(link)).toBe(path)
    expect(readFileSync(path, 'utf8')).toBe('new')
  })

  test.each([
    ['', /takes a file/],
    ['there/', /takes a file/],
    ['there', /is not a file/],
    ['nowhere/report.html', /no such folder/],
    ['file/report.html', /not a folder/],
    [`${'long'.repeat(100)}.html`, /ENAMETOOLONG/],
  ])('refuses "%s"', (name, message) => {
    mkdirSync(join(folder, 'there'))
    writeFileSync(join(folder, 'file'), '')
    const refused = (): unknown => reportFile(name === '' ? '' : `${folder}/${name}`)
    expect(refused).toThrow(UsageError)
    expect(refused).toThrow(message)
  })

  it('refuses a device, which it would replace', () => {
    expect(() => reportFile('/dev/null')).toThrow(/is not a file/)
  })
})
