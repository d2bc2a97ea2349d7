/** The article's program as a process of its own. The argument is an `ArticleRun` as JSON, what it did goes to stdout. */
import { type ArticleRun, runArticleProgram } from './article-program.ts'

const run: ArticleRun = JSON.parse(process.argv[2] ?? '')
let caught = 0
if (run.recovers) {
  process.on('uncaughtException', () => caught++)
  process.on('unhandledRejection', () => caught++)
  process.on('exit', () => {
    process.stdout.write('exit handler\n')
    process.exitCode = 0
  })
}
const counts = await runArticleProgram(run, new AbortController().signal)
process.stdout.write(`${JSON.stringify({ ...counts, caught: counts.caught + caught })}\n`)
// The channel to the parent would keep the process.
process.disconnect?.()
