/** From argument text to typed options, with a `UsageError` for whatever does not parse. */
import { type ParseArgsConfig, parseArgs } from 'node:util'
import { UsageError } from './command.ts'

type Parsed<T extends ParseArgsConfig['options']> = ReturnType<
  typeof parseArgs<{ args: string[]; options: T }>
>['values']

/** For commands that take options only. */
export function parseOptions<const T extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: T,
): Parsed<T> {
  try {
    return parseArgs({ args: withNegatives(args), options }).values
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

/** A negative number after an option is its value, so that the option itself says what it takes. */
function withNegatives(args: readonly string[]): string[] {
  const joined: string[] = []
  for (const arg of args) {
    const option = joined.at(-1)
    if (/^-\d/.test(arg) && option !== undefined && /^--[^=]+$/.test(option)) {
      joined[joined.length - 1] = `${option}=${arg}`
    } else joined.push(arg)
  }
  return joined
}

/** For commands that take one word beside their options; undefined if it was not given. */
export function parseWord<const T extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: T,
): { word: string | undefined; options: Parsed<T> } {
  const isOption = (arg: string): boolean => arg.startsWith('-')
  const words = args.filter((arg) => !isOption(arg))
  if (words.length > 1) throw new UsageError(`one name, not ${words.length}`)
  return { word: words[0], options: parseOptions(args.filter(isOption), options) }
}

/** The whole number that an option's text stands for; undefined if the option was not given. */
export function wholeNumber(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (/^\d+$/.test(text)) return Number(text)
  throw new UsageError(`--${name} takes a whole number, not '${text}'`)
}

/** One of a fixed set of words; undefined if the option was not given. */
export function oneOf<W extends string>(
  name: string,
  words: readonly W[],
  text: string | undefined,
): W | undefined {
  if (text === undefined) return undefined
  const word = words.find((candidate) => candidate === text)
  if (word !== undefined) return word
  throw new UsageError(`--${name} takes one of ${words.join(', ')}, not '${text}'`)
}

/** The number that an option's text stands for, whole or not; undefined if the option was not given. */
export function decimal(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text)
  throw new UsageError(`--${name} takes a number, not '${text}'`)
}

/** Some of a fixed set of words, with commas between, each once; undefined if the option was not given. */
export function someOf<W extends string>(
  name: string,
  words: readonly W[],
  text: string | undefined,
): readonly W[] | undefined {
  const found = text?.split(',').flatMap((word) => oneOf(name, words, word.trim()) ?? [])
  return found && [...new Set(found)]
}
