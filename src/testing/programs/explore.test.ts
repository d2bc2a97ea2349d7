import { describe, expect, it } from 'vitest'
import { explore, replay } from './explore.ts'
import type { ExploredAtomics, Program } from './program.ts'

type Increment = (memory: Int32Array, atomics: ExploredAtomics) => void

function counting(increment: Increment, threads = 2): Program<void> {
  return {
    words: 4,
    threads: Array.from({ length: threads }, () => increment),
    check: ({ memory, dead }) =>
      memory[0] === threads || dead.length > 0 ? undefined : `${memory[0]} increments`,
  }
}

const careless: Increment = (memory, atomics) => {
  atomics.store(memory, 0, atomics.load(memory, 0) + 1)
}

const byCas: Increment = (memory, atomics) => {
  while (true) {
    const seen = atomics.load(memory, 0)
    if (atomics.compareExchange(memory, 0, seen, seen + 1) === seen) return
  }
}

function locked(lock: Increment): Increment {
  return (memory, atomics) => {
    lock(memory, atomics)
    memory[0] = (memory[0] ?? 0) + 1
    atomics.store(memory, 1, 0)
  }
}

const spin: Increment = (memory, atomics) => {
  while (atomics.compareExchange(memory, 1, 0, 1) !== 0) {
    // Again.
  }
}

describe('explore', () => {
  it('finds a lost update with one preemption, and says how it came about', () => {
    const { violation } = explore(counting(careless))
    expect(violation).toEqual({
      fault: '1 increments',
      schedule: '0:2 1:2. 0:0.',
      trace: [
        'thread 0: load(0) -> 0',
        'thread 1: load(0) -> 0',
        'thread 1: store(0, 1)',
        'thread 0: store(0, 1)',
      ],
    })
  })

  it('runs a schedule again that it printed', () => {
    const program = counting(careless)
    expect(replay(program, '0:2 1:2. 0:0.')).toEqual(explore(program).violation)
    expect(replay(program, '0:2. 1:2.')).toBeUndefined()
  })

  it('clears what is right, with every schedule run', () => {
    for (const right of [byCas, locked(spin)]) {
      expect(explore(counting(right))).toMatchObject({ isComplete: true })
      expect(explore(counting(right)).violation).toBeUndefined()
    }
    expect(explore(counting(byCas, 3), { preemptions: 2 }).violation).toBeUndefined()
  })

  it('clears a lock of loads and stores that is right under sequential consistency', () => {
    const peterson =
      (self: number): Increment =>
      (memory, atomics) => {
        atomics.store(memory, 1 + self, 1)
        atomics.store(memory, 3, 1 - self)
        while (atomics.load(memory, 2 - self) === 1 && atomics.load(memory, 3) === 1 - self) {
          // Again.
        }
        memory[0] = (memory[0] ?? 0) + 1
        atomics.store(memory, 1 + self, 0)
      }
    const program = { ...counting(byCas), threads: [peterson(0), peterson(1)] }
    expect(explore(program)).toMatchObject({ isComplete: true })
    expect(explore(program).violation).toBeUndefined()
  })

  it('reports a race where every schedule comes out right', () => {
    const flagged: Program<number | undefined> = {
      words: 2,
      threads: [
        (memory) => {
          memory[0] = 7
          memory[1] = 1
          return undefined
        },
        (memory) => (memory[1] === 1 ? memory[0] : 7),
      ],
      check: ({ results }) => (results[1] === 7 ? undefined : `read ${results[1]}`),
    }
    expect(explore(flagged).violation?.fault).toBe(
      'a race for word 1: thread 0 writes it, and unordered with that thread 1 reads it',
    )
    expect(explore(flagged, { races: false }).violation).toBeUndefined()
  })

  it('finds a wake-up that comes before the wait', () => {
    const sleepy: Program<void> = {
      words: 2,
      threads: [
        (memory, atomics) => {
          if (atomics.load(memory, 0) === 0) atomics.wait(memory, 1, 0)
        },
        (memory, atomics) => {
          atomics.store(memory, 0, 1)
          atomics.notify(memory, 1)
        },
      ],
    }
    expect(explore(sleepy).violation).toMatchObject({ fault: 'thread 0 cannot go on' })
  })

  it('lets a wait end by its time when nobody else can run', () => {
    const patient: Program<string> = {
      words: 1,
      threads: [(memory, atomics) => atomics.wait(memory, 0, 0, 5)],
      check: ({ results }) => (results[0] === 'timed-out' ? undefined : `${results[0]}`),
    }
    expect(explore(patient).violation).toBeUndefined()
  })

  it('finds the death that leaves a lock held, at the step where it does', () => {
    const { violation } = explore(counting(locked(spin)), { deaths: true })
    expect(violation?.fault).toBe('thread 1 cannot go on after the death of thread 0')
    expect(violation?.trace.slice(0, 4)).toEqual([
      'thread 0: compareExchange(1, 0, 1) -> 0',
      'thread 0: read(0) -> 0',
      'thread 0: write(0, 1)',
      'thread 0 dies before store(1, 0)',
    ])
    expect(explore(counting(byCas), { deaths: true }).violation).toBeUndefined()
  })

  it('says when a thread depends on more than shared memory', () => {
    let runs = 0
    const fickle: Increment = (memory, atomics) => {
      atomics.load(memory, runs++ % 3 === 0 ? 0 : 1)
      atomics.store(memory, 0, 1)
    }
    const program = { words: 2, threads: [fickle, fickle] }
    expect(explore(program).violation?.fault).toMatch(/does not repeat itself/)
  })

  it('stops where told to, and says that it is not complete', () => {
    const found = explore(counting(byCas, 3), { schedules: 10 })
    expect(found).toMatchObject({ schedules: 10, isComplete: false })
  })

  it.each([
    [{ preemptions: -1 }],
    [{ preemptions: 1.5 }],
    [{ schedules: 0 }],
    [{ spins: Number.NaN }],
  ])('refuses %j', (options) => {
    expect(() => explore(counting(byCas), options)).toThrow(/a whole number from/)
  })

  it('shows only words and their number, and only the memory of the thread', () => {
    const faults = [
      (memory: Int32Array) => memory.fill(0),
      (memory: Int32Array) => memory[9],
      (_: Int32Array, atomics: ExploredAtomics) => atomics.load(new Int32Array(1), 0),
      (memory: Int32Array, atomics: ExploredAtomics) => atomics.load(memory, -1),
    ].map((body) => explore<unknown>({ words: 1, threads: [body] }).violation?.fault)
    expect(faults).toEqual([
      expect.stringMatching(/threw TypeError: 'fill' of explored memory/),
      expect.stringMatching(/threw RangeError: there is no word 9/),
      expect.stringMatching(/threw TypeError: explored atomics know only/),
      expect.stringMatching(/threw RangeError: there is no word -1/),
    ])
  })
})
