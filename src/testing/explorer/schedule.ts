/**
 * Who ran for how many accesses before the next one did, and why it stopped: `0:12 1:30. 0:7.` A number alone: stopped
 * before its last access, so that another could run. A full stop: its operation ended. `~`: it waits. `+`: it never
 * moved again. Printed with a failure, and enough to have it again.
 */
const ENDINGS = { '': 'stopped', '.': 'ended', '~': 'waits', '+': 'died' } as const

export type Ending = (typeof ENDINGS)[keyof typeof ENDINGS]

export interface Turn {
  readonly thread: number
  readonly steps: number
  readonly ending: Ending
}

export type Schedule = readonly Turn[]

export function formatSchedule(schedule: Schedule): string {
  return schedule
    .map(({ thread, steps, ending }) => {
      const mark = Object.entries(ENDINGS).find(([, name]) => name === ending)?.[0] ?? ''
      return `${thread}:${steps}${mark}`
    })
    .join(' ')
}

/** @throws {SyntaxError} for what `formatSchedule` would not print */
export function parseSchedule(text: string): Schedule {
  return text
    .split(' ')
    .filter((turn) => turn !== '')
    .map((turn) => {
      const parts = /^(\d+):(\d+)([.~+]?)$/.exec(turn)
      if (parts === null) throw new SyntaxError(`'${turn}' is not a turn such as 0:12 or 1:7+`)
      const mark = parts[3]
      const ending = mark === '.' || mark === '~' || mark === '+' ? ENDINGS[mark] : ENDINGS['']
      return { thread: Number(parts[1]), steps: Number(parts[2]), ending }
    })
}
