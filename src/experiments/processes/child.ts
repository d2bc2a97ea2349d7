/** A program of an experiment in a process of its own, since what it shows ends the process. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'

/** How a process ended, and what it said. */
export interface Ending {
  /** Null if a signal ended it. */
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
  /** From its start to its end. */
  readonly ms: number
}

/** No program of an experiment runs so long, unless it hangs. */
const MOST_MS = 20_000

export class Child<Message = never> {
  readonly #process: ChildProcess
  /** Settles when the process has ended. */
  readonly ended: Promise<Ending>

  /** Starts the module as a program; the signal kills it, and so does time. */
  constructor(module: URL, args: readonly string[], signal: AbortSignal) {
    signal.throwIfAborted()
    const start = performance.now()
    // In a group of its own: Ctrl-C is for this process, which then ends the other.
    const options = { silent: true, execArgv: [], detached: true }
    const child = fork(fileURLToPath(module), args, options)
    const kill = (): void => {
      child.kill('SIGKILL')
    }
    signal.addEventListener('abort', kill)
    const late = setTimeout(kill, MOST_MS)
    const closed: Promise<(number | null)[]> = once(child, 'close')
    const said = Promise.all([saidOn(child.stdout), saidOn(child.stderr)])
    this.#process = child
    this.ended = Promise.all([closed, said]).then(([[code = null], [stdout, stderr]]) => {
      signal.removeEventListener('abort', kill)
      clearTimeout(late)
      signal.throwIfAborted()
      return { code, stdout, stderr, ms: performance.now() - start }
    })
    // Whoever waits for something else first still hears of it.
    this.ended.catch(() => {})
  }

  /** What the process sends by `process.send`, next; undefined if it ends before. */
  async message(): Promise<Message | undefined> {
    const next = new Promise<Message>((resolve) => {
      this.#process.once('message', (message: Message) => resolve(message))
    })
    return Promise.race([next, this.ended.then(() => undefined)])
  }

  /** Asks the process to come to its end, by a message. */
  release(): void {
    // Nothing is lost on a process that is gone before it.
    if (this.#process.connected) this.#process.send('end', () => {})
  }
}

function saidOn(stream: ChildProcess['stdout']): Promise<string> {
  return stream === null ? Promise.resolve('') : text(stream)
}
