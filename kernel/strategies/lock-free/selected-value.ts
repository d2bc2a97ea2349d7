/** The value that this call is to store, made when it is known that it will be tried. */
import { own32 } from '../../atomics'
import { Slot } from '../../layout'
import { makeBlock, makeHeld, makeNumber, makeSpecial } from '../../table/values'

/** Forms of the value to store: NUMBER_VALUE in `number`, a constant, a block already in hand, or bytes to copy. */
export const NUMBER_VALUE: u32 = 1
export const SPECIAL_VALUE: u32 = 0
export const HELD: u32 = 8

let form: u32 = 0
let lengthWord: u32 = 0
let source: usize = 0
/** The number of NUMBER_VALUE. */
export let number: f64 = 0
let isMade: bool = false

/** The value of this call: its tag (or'ed with HELD), length word, and where its bytes are, or the number. */
export function selectValue(tag: u32, length: u32, address: usize, value: f64): void {
  form = tag
  lengthWord = length
  source = address
  number = value
  isMade = false
}

/** Makes it, if that was not done: `made` is its reference then. False if there is no memory. @inline */
export function make(slot: usize, id: u32, privileged: bool): bool {
  if (isMade) return true
  if (form == NUMBER_VALUE) isMade = makeNumber(slot, id, number, privileged)
  else if (form == SPECIAL_VALUE) {
    makeSpecial(id, lengthWord)
    isMade = true
  } else if (form & HELD) {
    makeHeld(own32(slot + offsetof<Slot>('hand')), form & ~HELD)
    isMade = true
  } else isMade = makeBlock(slot, id, form, lengthWord, source, privileged)
  return isMade
}
