/** The ids of the orders within the window, to find one that came before: a hash table of places in the window's ring. */

const FREE = -1
/** The golden ratio's, which spreads what is near each other. */
const SPREAD = 0x9e3779b1
const WORD = 2 ** 32

export class OrderIds {
  readonly #ids: Float64Array
  readonly #table: Int32Array
  readonly #mask: number

  /** Of so many ids at most, which are in the ring's column. */
  constructor(ids: Float64Array) {
    this.#ids = ids
    const places = placesFor(ids.length)
    this.#table = new Int32Array(new SharedArrayBuffer(4 * places)).fill(FREE)
    this.#mask = places - 1
  }

  get byteLength(): number {
    return this.#table.byteLength
  }

  has(id: number): boolean {
    return this.#table[this.#placeOf(id)] !== FREE
  }

  /** The id lies at that place of the ring, and was not there before. */
  add(id: number, slot: number): void {
    this.#table[this.#placeOf(id)] = slot
  }

  remove(id: number): void {
    let gap = this.#placeOf(id)
    // Whoever stands further from home than the gap is moves into it, so that no search ends too early.
    for (let place = this.#after(gap); this.#slotAt(place) !== FREE; place = this.#after(place)) {
      const slot = this.#slotAt(place)
      const home = this.#home(this.#ids[slot] ?? 0)
      if (((place - home) & this.#mask) < ((place - gap) & this.#mask)) continue
      this.#table[gap] = slot
      gap = place
    }
    this.#table[gap] = FREE
  }

  /** Where the id is, or the free place where it would be. */
  #placeOf(id: number): number {
    for (let place = this.#home(id); ; place = this.#after(place)) {
      const slot = this.#slotAt(place)
      if (slot === FREE || this.#ids[slot] === id) return place
    }
  }

  #slotAt(place: number): number {
    return this.#table[place] ?? FREE
  }

  #after(place: number): number {
    return (place + 1) & this.#mask
  }

  #home(id: number): number {
    const mixed = Math.imul(Math.floor(id / WORD) ^ Math.imul(id | 0, SPREAD), SPREAD)
    return (mixed ^ (mixed >>> 15)) & this.#mask
  }
}

/** A power of two, so that at least a fifth is free. */
function placesFor(most: number): number {
  return 2 ** Math.ceil(Math.log2((most * 5) / 4))
}
