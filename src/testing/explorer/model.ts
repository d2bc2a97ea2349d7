/** What the map is to whoever looks from outside: the explorer's outcomes are compared with this. */

export type Key = number | string

/** A number, or a text that `textOf` made: `torn` if its bytes did not all come from one write. */
export type Value = number | string

export class Model {
  readonly values: Map<Key, Value>
  /** How often each key was written since the start: an announced version holds while that is 0. */
  readonly writes: Map<Key, number>
  /** Keys that were deleted since the start: whoever walks may miss them, should they have come back. */
  readonly deleted: Set<Key>
  /** An insert may find no memory. */
  readonly mayBeFull: boolean

  constructor(
    values: ReadonlyMap<Key, Value>,
    mayBeFull: boolean,
    writes: ReadonlyMap<Key, number> = new Map(),
    deleted: ReadonlySet<Key> = new Set(),
  ) {
    this.values = new Map(values)
    this.writes = new Map(writes)
    this.deleted = new Set(deleted)
    this.mayBeFull = mayBeFull
  }

  copy(): Model {
    return new Model(this.values, this.mayBeFull, this.writes, this.deleted)
  }

  /** The same, but for what was done to it so far: nothing, except that what is absent may have been deleted. */
  afresh(): Model {
    return new Model(this.values, this.mayBeFull, new Map(), this.deleted)
  }

  /** With these values in place of its own. */
  with(values: ReadonlyMap<Key, Value>): Model {
    return new Model(values, this.mayBeFull)
  }

  write(key: Key, value: Value | undefined): void {
    if (value === undefined) {
      this.values.delete(key)
      this.deleted.add(key)
    } else this.values.set(key, value)
    this.writes.set(key, (this.writes.get(key) ?? 0) + 1)
  }

  isUnwritten(key: Key): boolean {
    return (this.writes.get(key) ?? 0) === 0
  }
}
