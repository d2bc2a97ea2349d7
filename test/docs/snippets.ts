/**
 * The code in a document as programs that check themselves. A fenced block of `js` or `ts` is a program; blocks in a row
 * whose first line names a file, as `// worker.js`, are one, and the first file is what runs.
 *
 *   expression // => expected         becomes an assertion of deep equality
 *   statement  // throws ERR_CODE     becomes an assertion that it throws an error with that code
 *   ...        // prints text         is one line that the program must print
 */
export interface Program {
  readonly title: string
  /** By name; the first is run. */
  readonly files: ReadonlyMap<string, string>
  readonly prints: readonly string[]
}

interface Block {
  readonly line: number
  readonly language: string
  readonly code: string
  /** The file that its first line names. */
  readonly name: string | undefined
}

export function programsIn(markdown: string): Program[] {
  const programs: Block[][] = []
  let open: Block[] | undefined
  for (const block of blocksIn(markdown)) {
    const goesOn = block.name !== undefined && open !== undefined
    if (goesOn) open?.push(block)
    else programs.push([block])
    open = block.name === undefined ? undefined : goesOn ? open : programs.at(-1)
  }
  return programs.map(programOf)
}

function blocksIn(markdown: string): Block[] {
  const blocks: Block[] = []
  for (const match of markdown.matchAll(/^```(js|ts)\n([\s\S]*?)^```$/gm)) {
    const [, language = '', code = ''] = match
    const line = markdown.slice(0, match.index).split('\n').length
    blocks.push({ line, language, code, name: /^\/\/ ([\w-]+\.[jt]s)\n/.exec(code)?.[1] })
  }
  return blocks
}

function programOf(blocks: readonly Block[]): Program {
  const files = new Map<string, string>()
  for (const { name, language, code } of blocks) {
    files.set(name ?? `snippet.${language}`, checked(code))
  }
  const prints = blocks.flatMap(({ code }) =>
    [...code.matchAll(/\/\/ prints (.*)$/gm)].map(([, text = '']) => text),
  )
  return { title: `line ${blocks[0]?.line}`, files, prints }
}

function checked(code: string): string {
  const lines = code.split('\n').map((line) => {
    const equality = /^(\s*)(\S.*?)\s*\/\/ => (.+)$/.exec(line)
    if (equality !== null) {
      const [, indent, expression, expected] = equality
      return `${indent}assertions.deepStrictEqual(${expression}, ${expected})`
    }
    const refusal = /^(\s*)(\S.*?)\s*\/\/ throws (ERR_\w+)$/.exec(line)
    if (refusal === null) return line
    const [, indent, statement, errorCode] = refusal
    return `${indent}assertions.throws(() => { ${statement} }, { code: '${errorCode}' })`
  })
  return `import assertions from 'node:assert'\n${lines.join('\n')}`
}
