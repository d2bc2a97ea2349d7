/** Figures as people read them: three significant digits and the unit that fits. */

export function formatFigure(value: number, unit: 'ns' | 'bytes' | 'count'): string {
  if (unit === 'count') return digits(value)
  return unit === 'ns' ? formatDuration(value) : formatBytes(value)
}

export function formatDuration(ns: number): string {
  if (Math.abs(ns) < 1e3) return `${digits(ns)} ns`
  if (Math.abs(ns) < 1e6) return `${digits(ns / 1e3)} µs`
  if (Math.abs(ns) < 1e9) return `${digits(ns / 1e6)} ms`
  return `${digits(ns / 1e9)} s`
}

export function formatBytes(bytes: number): string {
  if (Math.abs(bytes) < 1e3) return `${digits(bytes)} B`
  if (Math.abs(bytes) < 1e6) return `${digits(bytes / 1e3)} kB`
  if (Math.abs(bytes) < 1e9) return `${digits(bytes / 1e6)} MB`
  return `${digits(bytes / 1e9)} GB`
}

/** Nothing for what was divided by 0. */
export function formatRatio(ratio: number): string {
  if (!Number.isFinite(ratio)) return ''
  return `${ratio.toFixed(ratio < 0.995 ? 3 : 2)}x`
}

export function formatCount(count: number): string {
  return Math.round(count).toLocaleString('en-US')
}

function digits(value: number): string {
  const size = Math.abs(value)
  if (size >= 100 || value === 0) return value.toFixed(0)
  return value.toFixed(size >= 10 ? 1 : 2)
}
