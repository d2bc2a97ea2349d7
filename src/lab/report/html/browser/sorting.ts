/** Tables sort by the column whose head is pressed: first one way, then the other. */

export function makeSortable(): void {
  for (const table of document.querySelectorAll<HTMLTableElement>('table[data-sortable]')) {
    const heads = [...(table.tHead?.rows[0]?.cells ?? [])]
    for (const [at, head] of heads.entries()) {
      const button = document.createElement('button')
      button.type = 'button'
      button.append(...head.childNodes)
      button.addEventListener('click', () => sort(table, heads, at))
      head.append(button)
    }
  }
}

function sort(table: HTMLTableElement, heads: readonly HTMLElement[], at: number): void {
  const direction = heads[at]?.ariaSort === 'ascending' ? 'descending' : 'ascending'
  for (const head of heads) head.removeAttribute('aria-sort')
  heads[at]?.setAttribute('aria-sort', direction)
  const sign = direction === 'ascending' ? 1 : -1
  const body = table.tBodies[0]
  if (body === undefined) return
  body.append(...[...body.rows].toSorted((a, b) => sign * compared(a.cells[at], b.cells[at])))
}

/** What has no figure comes last when it goes up. */
function compared(a: HTMLElement | undefined, b: HTMLElement | undefined): number {
  if (a?.tagName === 'TH') return (a.textContent ?? '').localeCompare(b?.textContent ?? '')
  const [left, right] = [a, b].map((cell) =>
    Number(cell?.dataset.value ?? Number.POSITIVE_INFINITY),
  )
  if (left === undefined || right === undefined || left === right) return 0
  return left < right ? -1 : 1
}
