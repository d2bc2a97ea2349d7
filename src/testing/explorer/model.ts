/** What the map is to whoever looks from outside: the explorer's outcomes are compared with this. */

/** A number, or a text that `text` made: `torn` if its bytes did not all come from one write. */
export type Value = number | string

export class Model {
  readonly values: Map<number, Value>
  /** How often each key was written since the start: an announced version holds while that is 0. */
  readonly writes: Map<number, number>
  /** An insert may find no memory. */
  readonly mayBeFull: boolean

  constructor(
    values: ReadonlyMap<number, Value>,
    mayBeFull: boolean,
    writes: ReadonlyMap<number, number> = new Map(),
  ) {
    this.values = new Map(values)
    this.writes = new Map(writes)
    this.mayBeFull = mayBeFull
  }

  copy(): Model {
    return new Model(this.values, this.mayBeFull, this.writes)
  }

  write(key: number, value: Value | undefined): void {
    if (value === undefined) this.values.delete(key)
    else this.values.set(key, value)
    this.writes.set(key, (this.writes.get(key) ?? 0) + 1)
  }
}
