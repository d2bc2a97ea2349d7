/**
 * Rules as a program of numbers, which can lie in a shared map as bytes: for each rule where its conditions begin, for
 * each condition a slot, an operator and a number. Texts are there by the numbers of their words.
 */
import type { Condition, Operator, Rule } from '../rules/rule.ts'
import { ITEM_COLUMNS, ORDER_SLOTS } from './fields.ts'

export interface RuleProgram {
  /** Three places for each rule: its conditions on the order, those on items, and the end of these. */
  readonly places: Int32Array
  readonly slots: Int32Array
  readonly operators: Int32Array
  readonly operands: Float64Array
  readonly words: readonly string[]
}

export const PLACES_PER_RULE = 3
export const IS = 0
const IS_NOT = 1
export const BELOW = 2
export const ABOVE = 3

const CODES: Readonly<Record<Operator, number>> = { '=': IS, '!=': IS_NOT, '<': BELOW, '>': ABOVE }

export function programOf(rules: readonly Rule[]): RuleProgram {
  const places: number[] = []
  const slots: number[] = []
  const operators: number[] = []
  const operands: number[] = []
  const words = new Map<string, number>()
  const numberOf = (value: string | number): number => {
    if (typeof value === 'number') return value
    // 0 is no word.
    const number = words.get(value) ?? words.size + 1
    words.set(value, number)
    return number
  }
  const add = (slot: number, { operator, value }: Condition<unknown>): void => {
    slots.push(slot)
    operators.push(CODES[operator])
    operands.push(numberOf(value))
  }
  for (const { order, items } of rules) {
    places.push(slots.length)
    for (const condition of order) add(ORDER_SLOTS[condition.field], condition)
    places.push(slots.length)
    for (const condition of items) add(ITEM_COLUMNS[condition.field], condition)
    places.push(slots.length)
  }
  return {
    places: Int32Array.from(places),
    slots: Int32Array.from(slots),
    operators: Int32Array.from(operators),
    operands: Float64Array.from(operands),
    words: [...words.keys()],
  }
}
