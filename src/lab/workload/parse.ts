/** Mixes and hot sets as a command line writes them. */
import { OptionError } from '../../index.ts'
import { type HotSet, type Mix, OPERATIONS } from './workload.ts'

const NONE: Mix = { get: 0, set: 0, insert: 0, delete: 0, update: 0, iterate: 0 }

/**
 * From `get=95,set=5`. What is not named has the weight 0.
 *
 * @throws {OptionError} `ERR_OPTION` with the part that is wrong
 */
export function mixOf(text: string): Mix {
  const mix = { ...NONE }
  for (const part of text.split(',')) {
    const [, name, weight] = /^([a-z]+)=(\d+(?:\.\d+)?)$/.exec(part.trim()) ?? []
    const operation = OPERATIONS.find((candidate) => candidate === name)
    if (operation === undefined) {
      throw new OptionError(
        `mix: parts such as get=95 with one of ${OPERATIONS.join(', ')}, not '${part}'`,
      )
    }
    if (mix[operation] > 0) throw new OptionError(`mix: ${operation} is there twice`)
    mix[operation] = Number(weight)
  }
  return mix
}

/**
 * From `90/10`: percent of the operations, percent of the keys.
 *
 * @throws {OptionError} `ERR_OPTION`
 */
export function hotOf(text: string): HotSet {
  const [, operations, keys] = /^(\d+(?:\.\d+)?)\/(\d+(?:\.\d+)?)$/.exec(text) ?? []
  if (operations === undefined || keys === undefined) {
    throw new OptionError(`hot: percent of operations / percent of keys, as 90/10, not '${text}'`)
  }
  return { operations: Number(operations), keys: Number(keys) }
}

/** `get=95,set=5`, as `mixOf` reads it. */
export function mixText(mix: Mix): string {
  return OPERATIONS.filter((operation) => mix[operation] > 0)
    .map((operation) => `${operation}=${mix[operation]}`)
    .join(',')
}
