/** One line on stderr that is written over as things go on; nothing if stderr is not a terminal. */

const ERASE_LINE = '\r\u001b[2K'
const REFRESH_MS = 100

export class Progress {
  readonly #stream: NodeJS.WriteStream

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream
  }

  show(text: string): void {
    if (this.#stream.isTTY) this.#stream.write(`${ERASE_LINE}${text}`)
  }

  /** Shows what `text` returns again and again until the work is done. */
  async during<Result>(work: Promise<Result>, text: () => string): Promise<Result> {
    const timer = setInterval(() => this.show(text()), REFRESH_MS)
    try {
      return await work
    } finally {
      clearInterval(timer)
    }
  }

  clear(): void {
    this.show('')
  }
}
