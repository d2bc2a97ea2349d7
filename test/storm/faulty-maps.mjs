/**
 * Maps that are wrong in one way each, to show that the storm finds it. The query of this module's URL names the fault:
 * `faulty-maps.mjs?fault=drops`. Everything else is passed on to a real map.
 */
import { SharedMap } from 'selvedge'

const ONE_IN = 50
const fault = new URL(import.meta.url).searchParams.get('fault')

let calls = 0
const nowAndThen = () => ++calls % ONE_IN === 0

/** Passes every call on; a fault overrides what it spoils. */
class Passing {
  constructor(map) {
    this.map = map
  }
  get handle() {
    return this.map.handle
  }
  get size() {
    return this.map.size
  }
  [Symbol.iterator]() {
    return this.map[Symbol.iterator]()
  }
}
const PASSED = ['get', 'set', 'has', 'delete', 'clear', 'keys', 'values', 'entries', 'forEach']
  .concat(['getOrInsert', 'getOrInsertComputed', 'swap', 'take', 'increment', 'update'])
  .concat(['compareAndSet', 'compareAndDelete', 'getVersioned', 'setIfVersion'])
  .concat(['setMany', 'getMany', 'toMap', 'close', 'stats', 'verify'])
for (const name of PASSED) {
  Passing.prototype[name] = function (...args) {
    return this.map[name](...args)
  }
}

const FAULTS = {
  none: Passing,

  /** Acknowledges a write that it does not make. */
  drops: class extends Passing {
    set(key, value) {
      if (!nowAndThen()) this.map.set(key, value)
      return this
    }
  },

  /** Answers with what the same instance read some time ago. */
  stale: class extends Passing {
    read = new Map()
    get(key) {
      const old = this.read.get(key)
      if (old !== undefined && nowAndThen()) return old
      const value = this.map.get(key)
      this.read.set(key, value)
      return value
    }
  },

  /** Gives a value that is half of one write and half of another. */
  tears: class extends Passing {
    read = new Map()
    get(key) {
      const value = this.map.get(key)
      const old = this.read.get(key)
      this.read.set(key, value)
      if (!(value instanceof Uint8Array && old instanceof Uint8Array)) return value
      const torn = value.slice()
      torn.set(old.subarray(0, Math.min(old.length, torn.length) >> 1))
      return torn
    }
  },

  /** Adds in two steps. */
  races: class extends Passing {
    increment(key, by = 1) {
      const value = (this.map.get(key) ?? 0) + by
      this.map.set(key, value)
      return value
    }
  },

  /** Gives the same value to two takers. */
  doubles: class extends Passing {
    take(key) {
      return nowAndThen() ? this.map.get(key) : this.map.take(key)
    }
  },

  /** Leaves what a clear should remove. */
  keeps: class extends Passing {
    clear() {
      if (++calls % 2 === 0) this.map.clear()
    }
  },

  /** Meets a key twice. */
  repeats: class extends Passing {
    *[Symbol.iterator]() {
      for (const entry of this.map) {
        yield entry
        if (nowAndThen()) yield entry
      }
    }
  },

  /** Finds itself broken. */
  corrupt: class extends Passing {
    verify() {
      throw Object.assign(new Error('a block is in two lists'), { code: 'ERR_CORRUPT' })
    }
  },

  /** Leaves a lock held when its holder dies. */
  hangs: class extends Passing {
    constructor(map, lock) {
      super(map)
      this.lock = lock
    }
    get handle() {
      return { inner: this.map.handle, lock: this.lock }
    }
    increment(key, by) {
      while (Atomics.compareExchange(this.lock, 0, 0, 1) !== 0) Atomics.wait(this.lock, 0, 1)
      const value = this.map.increment(key, by)
      for (let spin = 0; spin < 20_000; spin++) Atomics.load(this.lock, 1)
      Atomics.store(this.lock, 0, 0)
      Atomics.notify(this.lock, 0, 1)
      return value
    }
  },

  /** Ends its thread. */
  exits: class extends Passing {
    swap(key, value) {
      if (++calls === ONE_IN) process.exit(3)
      return this.map.swap(key, value)
    }
  },
}

const Faulty = FAULTS[fault]

export function createMap(request) {
  return new Faulty(new SharedMap(request), new Int32Array(new SharedArrayBuffer(8)))
}

export function attachMap(handle, request) {
  return new Faulty(SharedMap.attach(handle.inner ?? handle, request), handle.lock)
}
