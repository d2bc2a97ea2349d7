import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { shellWords } from './shell-words.ts'

describe('shellWords', () => {
  it('leaves plain words as they are', () => {
    expect(shellWords(['lab', '--mix', 'get=95,set=5', '--hot', '90/10'])).toBe(
      'lab --mix get=95,set=5 --hot 90/10',
    )
  })

  it('gives a shell the same words again', () => {
    const words = ['a b', "it's", '$HOME', '`id`', '', '*', '"', '\\', '~', 'a\nb', '#', '!x']
    const out = execFileSync('sh', ['-c', `printf '%s\\0' ${shellWords(words)}`], {
      encoding: 'utf8',
    })
    expect(out.split('\0').slice(0, -1)).toEqual(words)
  })
})
