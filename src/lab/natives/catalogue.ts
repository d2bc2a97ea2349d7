/** The references in other languages, by name. */
import { goNatives } from './go.ts'
import { javaNatives } from './java.ts'
import type { Native } from './native.ts'

const natives: readonly Native[] = [...goNatives, ...javaNatives]

export const NATIVE_NAMES: readonly string[] = natives.map(({ name }) => name)

export function nativeNamed(name: string): Native | undefined {
  return natives.find((native) => native.name === name)
}
