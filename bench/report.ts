/** From figures to rows, and from rows to lines: plain data in, text out. */
import type { Claim, Figures } from './case.ts'
import { formatFigure, formatRatio } from './measure/format.ts'

/** One line of `--json`. Names are a contract; where a case's name says bytes, the figures are bytes, and where it says CAS, counts. */
export interface Row {
  readonly case: string
  readonly oursNs: number
  readonly rivalNs: number
  readonly rival: string
  readonly ratio: number
  /** Null where there is none: the figure is only told. */
  readonly target: number | null
  readonly ok: boolean
}

export function rowOf(claim: Claim, { ours, rival }: Figures): Row {
  const ratio = ours / rival
  return {
    case: claim.name,
    oursNs: ours,
    rivalNs: rival,
    rival: claim.rival,
    ratio,
    target: claim.target ?? null,
    ok: claim.target === undefined || ratio <= claim.target,
  }
}

/** Column widths, known before the first figure is, so that rows can be printed as they come. */
export interface Layout {
  readonly name: number
  readonly rival: number
}

const FIGURE = 9
const RATIO = 8

export function layoutOf(claims: readonly Claim[]): Layout {
  return {
    name: Math.max(4, ...claims.map((claim) => claim.name.length)),
    rival: Math.max(5, ...claims.map((claim) => claim.rival.length)),
  }
}

export function headerLine(layout: Layout): string {
  return line(layout, ['case', 'ours', 'rival', 'is', 'ratio', 'at most', ''])
}

export function rowLine(row: Row, unit: Claim['unit'], layout: Layout): string {
  return line(layout, [
    row.case,
    formatFigure(row.oursNs, unit),
    formatFigure(row.rivalNs, unit),
    row.rival,
    formatRatio(row.ratio),
    ...(row.target === null
      ? (['', ''] as const)
      : ([formatRatio(row.target), mark(row)] as const)),
  ])
}

/** Of a claim that is not judged. */
export function missingLine({ name }: Claim, missing: string, layout: Layout): string {
  return `${name.padEnd(layout.name)}  missing: ${missing}`
}

function mark({ ok }: Row): string {
  return ok ? 'ok' : 'RED'
}

export function summaryLine(rows: readonly Row[]): string {
  const judged = rows.filter((row) => row.target !== null)
  const red = judged.filter((row) => !row.ok).length
  if (judged.length === 0) return 'none of these has a target'
  return red === 0
    ? `all ${judged.length} within target`
    : `${red} of ${judged.length} beyond target`
}

type Cells = readonly [string, string, string, string, string, string, string]

function line(
  layout: Layout,
  [name, ours, rivalFigure, rival, ratio, target, mark]: Cells,
): string {
  return [
    name.padEnd(layout.name),
    ours.padStart(FIGURE),
    rivalFigure.padStart(FIGURE),
    rival.padEnd(layout.rival),
    ratio.padStart(RATIO),
    target.padStart(RATIO),
    mark,
  ]
    .join('  ')
    .trimEnd()
}
