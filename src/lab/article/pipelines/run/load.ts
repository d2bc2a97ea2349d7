/** The process that sends requests: one for all pipelines, so that all get the same bytes. */
import type { LoadAnswer, LoadMessage, LoadOrder } from '../load/program.ts'
import { Program } from './program.ts'

export interface LoadSetting {
  readonly seed: number
  /** Requests a second. */
  readonly rate: number
  readonly warmSeconds: number
  readonly seconds: number
  /** How far back the rules look. */
  readonly windowSeconds: number
}

export class Load {
  readonly port: number
  readonly #program: Program<LoadAnswer>
  #encoded: Promise<unknown> | undefined

  private constructor(program: Program<LoadAnswer>, port: number) {
    this.#program = program
    this.port = port
  }

  /** Resolves before all requests are encoded. */
  static async start({ seed, rate, warmSeconds, seconds }: LoadSetting): Promise<Load> {
    const program = new Program<LoadAnswer>(new URL('../load/program.js', import.meta.url))
    const warm = Math.round(rate * warmSeconds)
    const order: LoadOrder = { seed, rate, warm, requests: warm + Math.round(rate * seconds) }
    program.tell(order)
    const listening = await program.next()
    if (listening === 'encoded') throw new RangeError('the load has no port')
    return new Load(program, listening.port)
  }

  async encoded(): Promise<void> {
    this.#encoded ??= this.#program.next()
    await this.#encoded
  }

  /** Sends all requests to the service that has connected last. */
  begin(): void {
    this.#tell('begin')
  }

  /** Sends no more of them. */
  stop(): void {
    this.#tell('stop')
  }

  end(): Promise<void> {
    return this.#program.end()
  }

  #tell(message: LoadMessage): void {
    this.#program.tell(message)
  }
}
