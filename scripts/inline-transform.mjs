/**
 * Functions of the kernel whose documentation says `@inline` are compiled into their callers: V8 does not inline
 * WebAssembly functions. AssemblyScript wants a decorator for it, which TypeScript's grammar does
 * not allow on functions; a tag in the documentation every tool can read.
 */
import { Node, NodeKind } from 'assemblyscript'
import { Transform } from 'assemblyscript/transform'

export default class InlineTransform extends Transform {
  afterParse({ sources }) {
    for (const source of sources) {
      for (const statement of source.statements) {
        if (statement.kind !== NodeKind.FunctionDeclaration) continue
        if (!isTagged(source.text.slice(0, statement.range.start))) continue
        const { range } = statement
        const name = Node.createIdentifierExpression('inline', range)
        statement.decorators = [Node.createDecorator(name, null, range)]
      }
    }
  }
}

/** Whether the comment that the text ends with has the tag. */
function isTagged(before) {
  const text = before
    .trimEnd()
    .replace(/export$/, '')
    .trimEnd()
  return text.endsWith('*/') && text.slice(text.lastIndexOf('/**')).includes('@inline')
}
