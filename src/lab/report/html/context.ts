/** What a page is made of, beside the report itself. */
import type { ArticleReport } from '../../article/article.ts'
import type { RecommendReport } from '../../recommend/report.ts'
import type { TraceReport } from '../../trace/compare.ts'
import type { LabReport, Machine } from '../row.ts'

export type AnyReport = LabReport | ArticleReport | TraceReport | RecommendReport

export interface ReportContext {
  /** As it could be typed again. */
  readonly command: string
  readonly date: Date
  /** Of selvedge. */
  readonly version: string
  readonly machine: Machine
  /** Of one of the article's experiments: what it is, in a line. */
  readonly summary: string | undefined
  /** Texts of contestants, by their paths within the package; those that are not there are only named. */
  readonly sources: ReadonlyMap<string, string>
  readonly assets: PageAssets
}

/** What each page has within it, made by scripts/build-page.mjs. */
export interface PageAssets {
  readonly script: string
  readonly style: string
  /** Of the chart library that is part of the script. */
  readonly licence: string
}
