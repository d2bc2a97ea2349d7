/**
 * Keys and values as strings. Each is a new flat one, as those from a request or a file are: no map keeps a string that
 * it was given before, and none finds the hash of a key already computed.
 */
import type { Random } from './random.ts'

const RADIX = 36
const NOISE_BYTES = 2 ** 16
const FIRST = 33
const PRINTABLE = 94

let digits = Buffer.alloc(0)

/** The n-th key: of `bytes` characters, distinct for all n below 36^bytes. */
export function keyText(n: number, bytes: number): string {
  if (digits.length !== bytes) digits = Buffer.alloc(bytes, '0')
  let rest = n
  for (let at = bytes - 1; at >= 0; at--) {
    const digit = rest % RADIX
    digits[at] = digit < 10 ? 48 + digit : 87 + digit
    rest = (rest - digit) / RADIX
    if (rest === 0) {
      digits.fill('0', 0, at)
      break
    }
  }
  return digits.toString('latin1')
}

/** Values of one length: printable characters without a pattern. */
export class Values {
  readonly #noise: Buffer
  readonly #bytes: number
  readonly #random: Random

  constructor(bytes: number, random: Random) {
    this.#bytes = bytes
    this.#random = random
    this.#noise = Buffer.alloc(bytes + NOISE_BYTES)
    this.#noise.forEach((_, at) => {
      this.#noise[at] = FIRST + random.below(PRINTABLE)
    })
  }

  next(): string {
    const start = this.#random.below(NOISE_BYTES)
    return this.#noise.toString('latin1', start, start + this.#bytes)
  }
}
