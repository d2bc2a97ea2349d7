import { describe, expect, it } from 'vitest'
import { embeddedJson } from './embedded.ts'

describe('embeddedJson', () => {
  it('has nothing that ends a script element, or that older parsers refuse', () => {
    const value = { '</script>': '<!-- <script> \u2028\u2029 & ]]>', deep: [1.5, null, 'é'] }
    const text = embeddedJson(value)
    expect(text).not.toMatch(/[<>&\u2028\u2029]/)
    expect(JSON.parse(text)).toEqual(value)
  })
})
