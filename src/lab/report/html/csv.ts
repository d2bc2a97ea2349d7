/** Rows of a report as CSV (RFC 4180): a column for each figure that any row has; lists, such as latencies, have no place. */

export function csvOf(rows: readonly object[]): string {
  const flat = rows.map((row) => new Map(cellsOf('', row)))
  const heads = [...new Set(flat.flatMap((row) => [...row.keys()]))]
  const lines = flat.map((row) => heads.map((head) => row.get(head) ?? ''))
  return [heads, ...lines].map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('')
}

/** What is nested is named by its path, as `gc.count`. */
function cellsOf(path: string, value: object): [string, string][] {
  return Object.entries(value).flatMap(([name, each]: [string, unknown]): [string, string][] => {
    if (Array.isArray(each)) return []
    if (typeof each === 'object' && each !== null) return cellsOf(`${path}${name}.`, each)
    return [[`${path}${name}`, each === null || each === undefined ? '' : String(each)]]
  })
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
