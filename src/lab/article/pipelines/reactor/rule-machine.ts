/** Tests all rules of a program on the values of an order, one after the other. Makes no object. */
import { ABOVE, BELOW, IS, PLACES_PER_RULE, type RuleProgram } from './rule-program.ts'

export class RuleMachine {
  /** The numbers of the rules that matched last, in ascending order. */
  readonly matching: Int32Array
  readonly #program: RuleProgram
  readonly #rules: number

  constructor(program: RuleProgram) {
    this.#program = program
    this.#rules = program.places.length / PLACES_PER_RULE
    this.matching = new Int32Array(this.#rules)
  }

  /** How many match. The items' columns have so many rows. */
  run(values: Float64Array, items: number): number {
    const { places } = this.#program
    let count = 0
    for (let rule = 0; rule < this.#rules; rule++) {
      const at = rule * PLACES_PER_RULE
      const order = places[at] ?? 0
      const item = places[at + 1] ?? 0
      const end = places[at + 2] ?? 0
      if (!this.#holdAll(order, item, values, 0)) continue
      if (item < end && !this.#anyItem(item, end, values, items)) continue
      this.matching[count++] = rule
    }
    return count
  }

  #anyItem(first: number, end: number, values: Float64Array, items: number): boolean {
    const { slots, operators, operands } = this.#program
    const column = slots[first] ?? 0
    const operand = operands[first] ?? 0
    const isWord = operators[first] === IS
    // Most rules begin with a word: of its column a loop reads one number after the other.
    for (let row = 0; row < items; row++) {
      if (isWord) row = firstEqual(values, column, row, items, operand)
      if (row < items && this.#holdAll(first, end, values, row)) return true
    }
    return false
  }

  #holdAll(first: number, end: number, values: Float64Array, row: number): boolean {
    const { slots, operators, operands } = this.#program
    for (let at = first; at < end; at++) {
      const value = values[(slots[at] ?? 0) + row] ?? 0
      if (!holds(value, operators[at] ?? IS, operands[at] ?? 0)) return false
    }
    return true
  }
}

/** The first row from `row` on that has the value; `items` if none has. */
function firstEqual(
  values: Float64Array,
  column: number,
  row: number,
  items: number,
  value: number,
): number {
  const end = column + items
  let at = column + row
  while (at < end && values[at] !== value) at++
  return at - column
}

function holds(value: number, operator: number, operand: number): boolean {
  if (operator === IS) return value === operand
  if (operator === ABOVE) return value > operand
  if (operator === BELOW) return value < operand
  return value !== operand
}
