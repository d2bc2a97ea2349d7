/** What is written of a request: who ordered, and the numbers of the rules that matched. */

export function journalLine(id: number, customer: number, rules: readonly number[]): string {
  return `${id} ${customer} ${rules.join(',')}\n`
}

/** Of an order that came again: it is not counted twice, and no rule is tested. */
export function repeatedLine(id: number, customer: number): string {
  return `${id} ${customer} again\n`
}
