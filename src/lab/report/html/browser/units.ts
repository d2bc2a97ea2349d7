/** Times and sizes in the unit that makes them short. */

export function time(us: number): string {
  if (us < 1) return `${digits(us * 1000)} ns`
  if (us < 1000) return `${digits(us)} µs`
  return us < 1e6 ? `${digits(us / 1000)} ms` : `${digits(us / 1e6)} s`
}

export function count(value: number): string {
  if (value >= 1e6) return `${digits(value / 1e6)} M`
  return value >= 1000 ? `${digits(value / 1000)} k` : digits(value)
}

/** As `P99.9`: as many nines as it takes to tell it from 100. */
export function percentileName(percentile: number): string {
  if (percentile >= 100) return 'the maximum'
  const places = Math.max(0, Math.ceil(-Math.log10(100 - percentile)) + 1)
  return `P${Number(percentile.toFixed(places))}`
}

function digits(value: number): string {
  return value >= 100 ? value.toFixed(0) : `${Number(value.toPrecision(3))}`
}
