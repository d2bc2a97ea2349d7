/** Any report of the lab as one HTML file: a pure function. What has to be read for it, package-files.ts reads. */
import type { AnyReport, ReportContext } from './context.ts'
import { documentOf } from './document.ts'
import type { Page } from './page.ts'
import { articlePage } from './pages/article-page.ts'
import { recommendationPage } from './pages/recommendation-page.ts'
import { tracePage } from './pages/trace-page.ts'
import { workloadPage } from './pages/workload-page.ts'

export function htmlReport(report: AnyReport, context: ReportContext): string {
  return documentOf(pageOf(report, context), report, context)
}

/** Another kind of report gets a line here and its own file in pages/. */
function pageOf(report: AnyReport, context: ReportContext): Page {
  if ('comparisons' in report) return articlePage(report, context)
  if ('recommendation' in report) return recommendationPage(report)
  if ('trace' in report) return tracePage(report)
  return workloadPage(report)
}
