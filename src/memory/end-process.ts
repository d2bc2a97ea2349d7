/** Ending the process at once: no exit handler runs, so none can change the code. To be called on the main thread. */

export function endProcess(code: number): never {
  // What process.exit ends in on Node. It is not in its documentation, nor on other runtimes.
  if ('reallyExit' in process && typeof process.reallyExit === 'function') process.reallyExit(code)
  process.removeAllListeners('exit')
  process.exit(code)
}
