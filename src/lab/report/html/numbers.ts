/** Figures as people read them on a page, beside those of tables in a terminal: columns.ts. */
import { figure } from '../columns.ts'

export function milliseconds(ms: number): string {
  return ms.toFixed(1)
}

export function percent(share: number): string {
  return `${Math.round(share * 100)} %`
}

export function ratio(value: number): string {
  return `${figure(value)}×`
}
