/** What the compiler knows of a counter's form. */
import { describe, expectTypeOf, test } from 'vitest'
import type { SharedCounterHandle } from './counter.ts'
import { SharedCounter } from './shared-counter.ts'

describe('SharedCounter', () => {
  test('gives the new value unless it is striped', () => {
    expectTypeOf(new SharedCounter().add()).toEqualTypeOf<number>()
    expectTypeOf(new SharedCounter({ initial: 5, name: 'hits' }).add(2)).toEqualTypeOf<number>()
    expectTypeOf(new SharedCounter({ striped: false }).increment()).toEqualTypeOf<number>()
    expectTypeOf(new SharedCounter({ striped: true }).add()).toEqualTypeOf<undefined>()
    expectTypeOf(new SharedCounter({ striped: 8 }).decrement()).toEqualTypeOf<undefined>()
    const striped: boolean = Math.random() < 0.5
    expectTypeOf(new SharedCounter({ striped }).add()).toEqualTypeOf<number | undefined>()
    expectTypeOf(new SharedCounter({ striped: true }).value).toEqualTypeOf<number>()
  })

  test('has a handle that carries its form', () => {
    const plain: SharedCounterHandle = new SharedCounter().handle
    expectTypeOf(SharedCounter.attach(plain).add()).toEqualTypeOf<number>()
    const { handle } = new SharedCounter({ striped: true })
    expectTypeOf(SharedCounter.attach(handle).add()).toEqualTypeOf<undefined>()
    // @ts-expect-error a striped counter's adds give no value
    const wrong: SharedCounterHandle = handle
    void wrong
  })
})
