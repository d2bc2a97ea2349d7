import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { runProgram } from './program.ts'

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  const code = await runProgram(args, { stdout, stderr })
  return { code, out: String(stdout.read() ?? ''), err: String(stderr.read() ?? '') }
}

describe('the selvedge program', () => {
  it('explains itself and each command', async () => {
    expect(await run('--help')).toMatchObject({
      code: 0,
      err: '',
      out: expect.stringMatching(/storm/),
    })
    const command = await run('storm', '--help')
    expect(command).toMatchObject({ code: 0, err: '' })
    expect(command.out).toMatch(/--rounds/)
  })

  it('tells its version', async () => {
    expect(await run('--version')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^\d+\.\d+/),
    })
  })

  it.each([
    [[]],
    [['strom']],
    [['--rounds']],
    [['storm', 'hard']],
    [['storm', '--round', '3']],
    [['storm', '--rounds']],
    [['storm', '--rounds', '-3']],
    [['storm', '--rounds', 'many']],
    [['storm', '--rounds', '0']],
    [['storm', '--workers', '1']],
    [['storm', '--seed', '']],
    [['storm', '--parent', 'nobody']],
    [['storm', '--strategy', 'hope']],
    [['verify', '--quick', '--deep']],
    [['verify', '--seed', '-1']],
    [['verify', 'all']],
    [['repro']],
    [['repro', 'panik']],
    [['repro', 'nested', 'gc']],
    [['repro', 'nested', '--jason']],
    [['repro', '--json']],
    [['claims', 'all']],
    [['claims', '--json', '--markdown']],
    [['lab', 'ycsb-a']],
    [['lab', '--preset', 'ycsb-z']],
    [['lab', '--keys', '0']],
    [['lab', '--keys', 'many']],
    [['lab', '--trace', '/none']],
    [['lab', '--trace', '/']],
    [['lab', '--seconds', 'long']],
    [['lab', '--mix', 'put=5']],
    [['lab', '--hot', 'all']],
    [['lab', '--strategy', 'lock-free,hope']],
    [['lab', '--strategy', 'unsynchronised']],
    [['lab', '--rival', 'memcached']],
    [['lab', '--scale', 'keys', '--keys', '5']],
    [['lab', '--scale', 'time']],
    [['lab', '--rate', '5', '--think-us', '5']],
  ])('answers %j with its usage on stderr and 2', async (args) => {
    const { code, out, err } = await run(...args)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toMatch(/^selvedge: [\s\S]+\n\nUsage: selvedge /)
  })

  it('takes a negative number for the value that it is meant to be', async () => {
    const { code, err } = await run('lab', '--threads', '-1', '--json')
    expect(code).toBe(2)
    expect(err).toMatch(/^selvedge: --threads takes a whole number, not '-1'\n/)
  })
})
