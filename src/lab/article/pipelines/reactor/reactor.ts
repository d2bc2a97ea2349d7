/**
 * Pipeline C: requests are done where their bytes have come in. The JSON is scanned there, without an object for any of it;
 * rules and window are numbers in shared memory; and the bytes of a line go through shared memory to a thread that
 * writes as many lines at once as there are.
 */
import type { SharedMap } from '../../../../index.ts'
import { DUE, HEADER, LENGTH, MOST_BYTES } from '../load/frame.ts'
import { AT, COUNTRY_CODE, CUSTOMER, ID, ORDER_SLOTS } from './fields.ts'
import type { JournalLines } from './journal-ring.ts'
import { OrderScanner } from './order-scanner.ts'
import { RuleMachine } from './rule-machine.ts'
import type { RuleProgram } from './rule-program.ts'
import type { SharedWindow } from './shared-window.ts'
import { Symbols } from './symbols.ts'

const SPACE = 0x20
const COMMA = 0x2c
const NEWLINE = 0x0a
const AGAIN = Buffer.from('again')

export class Reactor {
  readonly #memory: Buffer
  readonly #view: DataView
  readonly #window: SharedWindow
  readonly #lines: JournalLines
  readonly #rules: SharedMap<string, RuleProgram>
  /** Those that scanner and machine are for. */
  #program: RuleProgram
  #scanner: OrderScanner
  #machine: RuleMachine
  /** Bytes of the buffer that have come. */
  #filled = 0

  constructor(
    memory: Buffer,
    rules: SharedMap<string, RuleProgram>,
    window: SharedWindow,
    lines: JournalLines,
  ) {
    this.#memory = memory
    this.#view = new DataView(memory.buffer, memory.byteOffset, memory.length)
    this.#window = window
    this.#lines = lines
    this.#rules = rules
    this.#program = programIn(rules)
    this.#scanner = new OrderScanner(memory, new Symbols(this.#program.words))
    this.#machine = new RuleMachine(this.#program)
  }

  /** Where the next bytes are to go: behind the beginning of a request, if there is one. */
  get free(): Buffer {
    return this.#filled === 0 ? this.#memory : this.#memory.subarray(this.#filled)
  }

  /** So many bytes have come. */
  receive(bytes: number): void {
    const view = this.#view
    const filled = this.#filled + bytes
    let at = 0
    while (filled - at >= HEADER) {
      const length = view.getUint32(at + LENGTH, true)
      // It would never come whole into this buffer.
      if (length > MOST_BYTES) throw new RangeError(`a document of ${length} bytes`)
      const begin = at + HEADER
      const end = begin + length
      if (end > filled) break
      this.#answer(begin, end, view.getFloat64(at + DUE, true))
      at = end
    }
    // Only the beginning of a request that has not come whole is moved.
    if (at > 0 && at < filled) this.#memory.copyWithin(0, at, filled)
    this.#filled = filled - at
  }

  end(): void {
    this.#lines.close()
  }

  /** Another thread may have set new rules: as long as it has not, the map gives the same object again. */
  #readRules(): void {
    const program = programIn(this.#rules)
    if (program === this.#program) return
    this.#program = program
    this.#scanner = new OrderScanner(this.#memory, new Symbols(program.words))
    this.#machine = new RuleMachine(program)
  }

  #answer(begin: number, end: number, due: number): void {
    this.#readRules()
    const scanner = this.#scanner
    const { values } = scanner
    scanner.scan(begin, end)
    const id = values[ID] ?? 0
    const at = values[AT] ?? 0
    const customer = values[CUSTOMER] ?? 0
    const lines = this.#lines
    lines.begin()
    lines.number(id)
    lines.byte(SPACE)
    lines.number(customer)
    lines.byte(SPACE)
    if (this.#window.has(id)) {
      lines.text(AGAIN)
    } else {
      const recent = this.#window.recent(customer, at)
      values[ORDER_SLOTS['recent.orders']] = recent.orders
      values[ORDER_SLOTS['recent.cents']] = recent.cents
      values[ORDER_SLOTS['recent.countries']] = recent.countries
      this.#putMatching(this.#machine.run(values, scanner.items))
      const cents = values[ORDER_SLOTS.totalCents] ?? 0
      this.#window.add(id, at, customer, cents, values[COUNTRY_CODE] ?? 0)
    }
    lines.byte(NEWLINE)
    lines.put(due)
  }

  #putMatching(count: number): void {
    const { matching } = this.#machine
    for (let i = 0; i < count; i++) {
      if (i > 0) this.#lines.byte(COMMA)
      this.#lines.number(matching[i] ?? 0)
    }
  }
}

function programIn(rules: SharedMap<string, RuleProgram>): RuleProgram {
  const program = rules.get('program')
  if (program === undefined) throw new RangeError('there are no rules')
  return program
}
