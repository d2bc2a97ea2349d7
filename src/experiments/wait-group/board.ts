/** Two words by which the threads of the experiment go from round to round, whatever the wait group says. */

/** The round that may run. */
export const ROUND = 0
/** How many tasks are over since the first. */
export const FINISHED = 1
export const BOARD_BYTES: number = 2 * Int32Array.BYTES_PER_ELEMENT

/** Until the word is `value` or more. */
export function reach(board: Int32Array, word: number, value: number): void {
  while (true) {
    const seen = Atomics.load(board, word)
    if (seen >= value) return
    Atomics.wait(board, word, seen)
  }
}
