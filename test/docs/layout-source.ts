/** A layout.ts of kernel/ as offsets: every field of every class, each aligned to its size as AssemblyScript does. */
import { read } from './documents.ts'

export interface Field {
  readonly name: string
  readonly type: string
  readonly offset: number
}

export interface Struct {
  readonly name: string
  readonly fields: readonly Field[]
  /** Where the last field ends. */
  readonly size: number
}

const SIZES: Readonly<Record<string, number>> = { u32: 4, u64: 8, f64: 8 }

export function structsOf(file: string): Struct[] {
  const source = read(file)
  return [...source.matchAll(/^export class (\w+) \{\n([\s\S]*?)^\}/gm)].map(
    ([, name = '', body = '']) => {
      let end = 0
      const fields: Field[] = []
      for (const [, field = '', type = ''] of body.matchAll(/^ {2}(\w+): (\w+) = /gm)) {
        const size = SIZES[type]
        if (size === undefined) throw new Error(`${name}.${field} has the unknown type ${type}`)
        const offset = Math.ceil(end / size) * size
        fields.push({ name: field, type, offset })
        end = offset + size
      }
      return { name, fields, size: end }
    },
  )
}
