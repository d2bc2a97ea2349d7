/** Thrown through the kernel where a thread meets another's write, which ends the process: nothing comes after it. */
export class AlarmError extends Error {
  override readonly name = 'AlarmError'

  constructor() {
    super("met another thread's write")
  }
}
