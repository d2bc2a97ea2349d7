/** Figures as people read them in a report. */
import { grouped } from '../columns.ts'

export function throughput(opsPerMs: number): string {
  return opsPerMs < 10 ? opsPerMs.toFixed(3) : grouped(Math.round(opsPerMs))
}

export function milliseconds(ms: number): string {
  return ms.toFixed(1)
}

export function megabytes(bytes: number): string {
  return grouped(Math.round(bytes / 2 ** 20))
}

export function percent(share: number): string {
  return `${Math.round(share * 100)} %`
}

export function ratio(value: number): string {
  return `${figure(value)}×`
}

/** Of any size: three digits, or all before the point. */
export function figure(value: number): string {
  return Math.abs(value) < 100 ? `${Number(value.toPrecision(3))}` : grouped(Math.round(value))
}
