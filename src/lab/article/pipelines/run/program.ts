/** A program of a run as a process of its own, which is told and tells by messages. */
import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { endingOf } from '../../../runner/ending.ts'

export class Program<Message> {
  readonly #child: ChildProcess
  readonly #messages: Message[] = []
  #wake: () => void = () => {}
  #ending: string | undefined
  #reason: string | undefined
  /** Settles when the process is gone. */
  readonly #gone: Promise<void>

  constructor(module: URL) {
    // In a group of its own: Ctrl-C is for this process, which then stops the other.
    const options = { silent: true, execArgv: [], detached: true }
    this.#child = fork(fileURLToPath(module), options)
    this.#child.on('message', (message: Message) => {
      this.#messages.push(message)
      this.#wake()
    })
    this.#gone = this.#watch()
  }

  tell(message: string | object): void {
    // One that is gone is heard of by whoever waits for its next message.
    if (this.#child.connected) this.#child.send(message, () => {})
  }

  /** The next message. Rejects if the process ends before. */
  next(): Promise<Message> {
    const next = this.#next()
    // Whoever waits no longer does not hear of it.
    next.catch(() => {})
    return next
  }

  async #next(): Promise<Message> {
    while (true) {
      const message = this.#messages.shift()
      if (message !== undefined) return message
      if (this.#ending !== undefined) throw new Error(this.#ending)
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
  }

  /** Ends it, whatever it does; the reason is for whoever waits for its next message. */
  async end(reason?: string): Promise<void> {
    this.#reason = reason
    if (this.#ending === undefined) this.#child.kill('SIGKILL')
    await this.#gone
  }

  async #watch(): Promise<void> {
    const ending = await endingOf(this.#child)
    this.#ending = this.#reason ?? ending
    this.#wake()
  }
}
