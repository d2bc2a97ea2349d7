/**
 * Makes what every HTML report of the lab has within it: one script, of src/lab/report/html/browser/ and the chart
 * library; one style sheet; and the library's licence. They are files of dist/, so users install no library, and a
 * report loads nothing.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { build } from 'vite'

const PAGE = 'src/lab/report/html/browser'
const LIBRARY = 'node_modules/uplot'
const OUT = 'dist/lab/report/html/assets'

mkdirSync(OUT, { recursive: true })
write('page.js', await script(), /<\/script|<!--/i)
write('page.css', style(), /<\/style|<!--/i)
write('uPlot-LICENSE.txt', read(`${LIBRARY}/LICENSE`), /^$/)

async function script() {
  const result = await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    build: {
      write: false,
      lib: { entry: `${PAGE}/main.ts`, formats: ['iife'], name: 'report' },
      // The package has no side effects, as package.json says; the page is made of them.
      rolldownOptions: { treeshake: false },
    },
  })
  const [bundle] = Array.isArray(result) ? result : [result]
  return bundle.output[0].code
}

/** The library's first: ours overrides it, and files of ours those before. */
function style() {
  const ours = ['theme', 'elements', 'header', 'charts', 'tables', 'sources', 'narrow']
  const files = ours.map((name) => `${PAGE}/style/${name}.css`)
  return [`${LIBRARY}/dist/uPlot.min.css`, ...files].map(read).join('\n')
}

function read(file) {
  return readFileSync(file, 'utf8')
}

/** Refuses text that would end the element which a page puts it in. */
function write(name, text, unfit) {
  if (unfit.test(text)) throw new Error(`${name} has ${unfit} in it, and cannot be part of a page`)
  writeFileSync(`${OUT}/${name}`, text)
}
