import { tmpdir } from 'node:os'
import { expect, it } from 'vitest'
import { MissingError } from '../subjects/installed.ts'
import { type Compilation, compile } from './compiler.ts'

const SIGNAL = new AbortController().signal
const NODE: Omit<Compilation, 'args'> = { program: process.execPath, cwd: tmpdir(), signal: SIGNAL }
const COMPLAINT = 'console.error("there is no such module"); process.exit(1)'

it('says which program is not there', async () => {
  const missing = compile({ ...NODE, program: 'selvedge-no-such-program', args: [] })
  await expect(missing).rejects.toThrow(MissingError)
  await expect(missing).rejects.toThrow('selvedge-no-such-program is not on PATH')
})

it('says what is missing of one that is there', async () => {
  const lacking = compile({
    ...NODE,
    args: ['-e', COMPLAINT],
    lacks: [/no such module/, 'it has no compiler'],
  })
  await expect(lacking).rejects.toThrow(MissingError)
  await expect(lacking).rejects.toThrow('it has no compiler')
})

it('fails with what the compiler said', async () => {
  const failing = compile({ ...NODE, args: ['-e', COMPLAINT] })
  await expect(failing).rejects.not.toThrow(MissingError)
  await expect(failing).rejects.toThrow(/could not compile it: there is no such module/)
})

it('succeeds in silence', async () => {
  await expect(compile({ ...NODE, args: ['-e', ''] })).resolves.toBeUndefined()
})
