/** How a process of the lab ended, in words for whoever waited for it. */
import type { ChildProcess } from 'node:child_process'
import { text } from 'node:stream/consumers'

/** Resolves when the process is gone. What it says is read until then, or it would wait for a reader. */
export async function endingOf(child: ChildProcess): Promise<string> {
  const closed = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('close', (code, signal) => resolve(signal ?? `exit code ${code}`))
  })
  const [ending, said] = await Promise.all([closed, saidOn(child.stderr), saidOn(child.stdout)])
  const line = said.split('\n').find((each) => /error|assert/i.test(each))
  return `its process ended: ${ending}${line === undefined ? '' : `, ${line.trim()}`}`
}

function saidOn(stream: ChildProcess['stderr']): Promise<string> {
  return stream === null ? Promise.resolve('') : text(stream)
}
