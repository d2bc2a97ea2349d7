/** The built executable, run as a shell runs it. */
import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'

const MAIN = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url))

export interface Outcome {
  readonly code: number | null
  readonly out: string
  readonly err: string
  readonly ms: number
}

/** Runs the program; it gets Ctrl-C after `interrupt` milliseconds, or as soon as it says something. */
export async function selvedge(
  args: readonly string[],
  interrupt?: number | 'first words',
): Promise<Outcome> {
  const start = performance.now()
  const child = spawn(process.execPath, [MAIN, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  const kill = (): boolean => child.kill('SIGINT')
  if (interrupt === 'first words') child.stdout.once('data', kill)
  else if (interrupt !== undefined) setTimeout(kill, interrupt)
  const closed = new Promise<number | null>((resolve) => child.once('close', resolve))
  const [code, out, err] = await Promise.all([closed, text(child.stdout), text(child.stderr)])
  return { code, out, err, ms: performance.now() - start }
}
