/** Thrown through the kernel where a thread would wait for ever and cannot be stopped: what it was doing is given up. */
export class StuckError extends Error {
  override readonly name = 'StuckError'

  constructor() {
    super('waits for what nobody can release')
  }
}
