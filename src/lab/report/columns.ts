/** Tables for people: rows of words in columns, and numbers as words. */

export type Cells = readonly string[]

/** The first column to the left, numbers to the right. */
export function aligned(rows: readonly Cells[]): string {
  const widths = (rows[0] ?? []).map((_, at) =>
    Math.max(...rows.map((row) => row[at]?.length ?? 0)),
  )
  return rows
    .map((row) =>
      row
        .map((cell, at) =>
          at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0),
        )
        .join('  '),
    )
    .join('\n')
}

export function microseconds(us: number): string {
  return us < 100 ? us.toFixed(2) : grouped(Math.round(us))
}

export function grouped(count: number): string {
  return count.toLocaleString('en-US')
}

export function megabytes(bytes: number): string {
  return grouped(Math.round(bytes / 2 ** 20))
}

export function throughput(opsPerMs: number): string {
  return opsPerMs < 10 ? opsPerMs.toFixed(3) : grouped(Math.round(opsPerMs))
}

/** Of any size: three digits, or all before the point. */
export function figure(value: number): string {
  return Math.abs(value) < 100 ? `${Number(value.toPrecision(3))}` : grouped(Math.round(value))
}
