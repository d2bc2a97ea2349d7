import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { ProgressLine } from './progress-line.ts'

describe('ProgressLine', () => {
  it('rewrites one line on a terminal and removes it at the end', () => {
    const stderr = Object.assign(new PassThrough(), { isTTY: true })
    const line = new ProgressLine({ stdout: new PassThrough(), stderr })
    line.show('one')
    line.show('two')
    line.clear()
    line.clear()
    expect(String(stderr.read())).toBe('\rone\u001b[K\rtwo\u001b[K\r\u001b[K')
  })

  it('is silent in a pipe', () => {
    const stderr = new PassThrough()
    const line = new ProgressLine({ stdout: new PassThrough(), stderr })
    line.show('one')
    line.clear()
    expect(stderr.read()).toBeNull()
  })
})
