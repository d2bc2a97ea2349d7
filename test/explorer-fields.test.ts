/** The explorer names words of shared memory as kernel/layout.ts does. */
import { expect, test } from 'vitest'
import { FIELDS } from '../src/testing/explorer/races/fields.ts'
import { structsOf } from './docs/layout-source.ts'

test.each(Object.entries(FIELDS))('%s has the fields of the layout', (name, fields) => {
  const struct = structsOf('kernel/layout.ts').find((one) => one.name === name)
  const expected = struct?.fields
    .filter(({ name: field }) => !field.startsWith('padding'))
    .map(({ name: field, offset }) => [field, offset])
  expect(Object.entries(fields)).toEqual(expected)
})
