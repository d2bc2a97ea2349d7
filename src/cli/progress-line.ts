/** A single line that is rewritten in place while something runs; silent unless a person can see it. */
import type { Output } from './command.ts'

export class ProgressLine {
  readonly #stderr: Output['stderr']
  #shown = false

  constructor(output: Output) {
    this.#stderr = output.stderr
  }

  show(text: string): void {
    if (this.#stderr.isTTY !== true) return
    this.#stderr.write(`\r${text}\u001b[K`)
    this.#shown = true
  }

  /** Removes the line, so that what follows starts clean. */
  clear(): void {
    if (this.#shown) this.#stderr.write('\r\u001b[K')
    this.#shown = false
  }
}
