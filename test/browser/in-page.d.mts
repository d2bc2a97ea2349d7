export interface ColouredText {
  readonly text: string
  readonly ink: readonly number[]
  readonly paper: readonly number[]
}

export function colouredTexts(): ColouredText[]
export function seriesPixels(selector: string): number[][]
export function legendColours(selector: string): number[]
export function layoutShift(): Promise<number>
export function overflow(): number
export function frame(): Promise<void>
