/** The run in the middle by one of its figures, whole: its other figures are those of the same run. */

/** Of an even number of runs the upper one of the two; undefined if there are none. */
export function medianRun<Run>(
  runs: readonly Run[],
  figure: (run: Run) => number,
): Run | undefined {
  return runs.toSorted((a, b) => figure(a) - figure(b))[runs.length >> 1]
}
