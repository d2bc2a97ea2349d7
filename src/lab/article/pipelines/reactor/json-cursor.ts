/**
 * Reads JSON where its bytes lie: nothing of it becomes an object or a string, and what nobody asks for is passed over. It
 * takes well-formed JSON, and does not look for faults in what it passes over.
 */

const QUOTE = 0x22
const BACKSLASH = 0x5c
const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d
const OPEN_ARRAY = 0x5b
const CLOSE_ARRAY = 0x5d
const COMMA = 0x2c
const COLON = 0x3a
const MINUS = 0x2d
const POINT = 0x2e
const SPACE = 0x20
const ZERO = 0x30
const NINE = 0x39
const EXPONENT = 0x65
/** Of a letter's two cases, the bit that makes it a small one. */
const SMALL = 0x20

/** Below it a whole number is exact, and so is its quotient by such a power of ten: the one that JSON.parse gives. */
const MOST_EXACT = 2 ** 53
const POWERS: Float64Array = Float64Array.from({ length: 23 }, (_, n) => 10 ** n)

export class JsonCursor {
  bytes: Uint8Array
  /** The next byte to be read. */
  at = 0
  #end = 0
  /** The text that was read last, without its quotes. */
  from = 0
  end = 0
  /** Whether it has escapes: its bytes are not what it says. */
  isEscaped = false

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
  }

  start(from: number, end: number): void {
    this.at = from
    this.#end = end
  }

  get isObject(): boolean {
    return this.#peek() === OPEN_OBJECT
  }

  get isArray(): boolean {
    return this.#peek() === OPEN_ARRAY
  }

  get isText(): boolean {
    return this.#peek() === QUOTE
  }

  get isNumber(): boolean {
    const byte = this.#peek()
    return byte === MINUS || (byte >= ZERO && byte <= NINE)
  }

  /** Of an object: true if there is a next member, whose key was read as a text, and its value comes. */
  nextMember(): boolean {
    if (!this.#next(OPEN_OBJECT, CLOSE_OBJECT)) return false
    this.text()
    this.#take(COLON)
    return true
  }

  /** Of an array: true if there is a next element, which comes. */
  nextElement(): boolean {
    return this.#next(OPEN_ARRAY, CLOSE_ARRAY)
  }

  text(): void {
    this.#take(QUOTE)
    const { bytes } = this
    const end = this.#end
    let at = this.at
    this.from = at
    this.isEscaped = false
    let byte = bytes[at]
    while (byte !== QUOTE) {
      if (at >= end) throw this.#fault()
      if (byte === BACKSLASH) {
        this.isEscaped = true
        at++
      }
      byte = bytes[++at]
    }
    this.end = at
    this.at = at + 1
  }

  /** The text that was read last, as a string: for the rare one that has escapes. */
  unescaped(): string {
    return JSON.parse(`"${this.#textOf(this.from, this.end)}"`)
  }

  number(): number {
    const begin = this.at
    const isNegative = this.#peek() === MINUS
    if (isNegative) this.at++
    let mantissa = this.#digits(0)
    let decimals = 0
    if (this.bytes[this.at] === POINT) {
      const first = ++this.at
      mantissa = this.#digits(mantissa)
      decimals = this.at - first
    }
    const isPlain = ((this.bytes[this.at] ?? 0) | SMALL) !== EXPONENT
    const power = POWERS[decimals]
    if (isPlain && mantissa < MOST_EXACT && power !== undefined) {
      const value = mantissa / power
      return isNegative ? -value : value
    }
    this.#skipBare()
    return Number(this.#textOf(begin, this.at))
  }

  /** Passes over a value, whatever it is. */
  skip(): void {
    const byte = this.#peek()
    if (byte === QUOTE) this.text()
    else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) this.#skipNested()
    else this.#skipBare()
  }

  #skipNested(): void {
    let depth = 0
    do {
      const byte = this.#peek()
      if (byte === QUOTE) {
        this.text()
        continue
      }
      if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) depth++
      else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) depth--
      this.at++
    } while (depth > 0)
  }

  /** A number, or a word: up to what ends it. */
  #skipBare(): void {
    for (let at = this.at; ; at++) {
      const byte = this.bytes[at] ?? SPACE
      const isOver = byte === COMMA || byte === CLOSE_OBJECT || byte === CLOSE_ARRAY
      if (!isOver && byte > SPACE && at < this.#end) continue
      this.at = at
      return
    }
  }

  /** Goes on with digits after those of `value`. */
  #digits(value: number): number {
    const { bytes } = this
    let digits = value
    let at = this.at
    for (let byte = bytes[at] ?? 0; byte >= ZERO && byte <= NINE; byte = bytes[++at] ?? 0) {
      digits = digits * 10 + (byte - ZERO)
    }
    this.at = at
    return digits
  }

  #next(open: number, close: number): boolean {
    const byte = this.#peek()
    if (byte === close) {
      this.at++
      return false
    }
    if (byte !== open && byte !== COMMA) throw this.#fault()
    this.at++
    if (byte === COMMA || this.#peek() !== close) return true
    this.at++
    return false
  }

  #take(expected: number): void {
    if (this.#peek() !== expected) throw this.#fault()
    this.at++
  }

  /** The next byte that is no white space. */
  #peek(): number {
    const { bytes } = this
    let at = this.at
    let byte = bytes[at] ?? 0
    while (byte <= SPACE) {
      if (at >= this.#end) throw this.#fault()
      byte = bytes[++at] ?? 0
    }
    this.at = at
    return byte
  }

  #textOf(from: number, end: number): string {
    return new TextDecoder().decode(this.bytes.slice(from, end))
  }

  #fault(): SyntaxError {
    return new SyntaxError(`malformed JSON at byte ${this.at} of the buffer`)
  }
}
