/** Writes lines without waiting: those that come during a write are the next one. */
import { type FileHandle, open } from 'node:fs/promises'
import type { Meter } from '../service/meter.ts'

export class JournalWriter {
  readonly #file: FileHandle
  readonly #meter: Meter
  #lines: string[] = []
  #dues: number[] = []
  #writing: Promise<void> | undefined

  private constructor(file: FileHandle, meter: Meter) {
    this.#file = file
    this.#meter = meter
  }

  static async open(path: string, meter: Meter): Promise<JournalWriter> {
    return new JournalWriter(await open(path, 'a'), meter)
  }

  add(line: string, due: number): void {
    this.#lines.push(line)
    this.#dues.push(due)
    this.#writing ??= this.#write()
  }

  /** When all is written. */
  async close(): Promise<void> {
    await this.#writing
    await this.#file.close()
  }

  async #write(): Promise<void> {
    while (this.#lines.length > 0) {
      const text = this.#lines.join('')
      const dues = this.#dues
      this.#lines = []
      this.#dues = []
      await this.#file.appendFile(text)
      for (const due of dues) this.#meter.done(due)
    }
    this.#writing = undefined
  }
}
