/** How many cores the threads of this process had: where other work takes them, threads do not run at the same time. */

const US_PER_MS = 1000

/** `end` returns CPU time by the time that passed: 2 are two cores that do nothing else. */
export function watchCores(): { end(): number } {
  const cpu = process.cpuUsage()
  const begin = performance.now()
  return {
    end() {
      const { user, system } = process.cpuUsage(cpu)
      return (user + system) / US_PER_MS / (performance.now() - begin)
    },
  }
}
