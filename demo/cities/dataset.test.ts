import { expect, it } from 'vitest'
import { countriesOf, digestOf, digestsOf, readCities } from './dataset.ts'

const cities = readCities()

it('holds the real cities, each with all fields', () => {
  expect(cities.length).toBeGreaterThan(100_000)
  expect(cities).toContainEqual(expect.objectContaining({ name: 'Reykjavík', country: 'IS' }))
  const fields = ['name', 'lat', 'lng', 'country', 'admin1', 'admin2'].join()
  const odd = cities.filter(
    (city) =>
      Object.keys(city).join() !== fields ||
      Object.values(city).some((value) => typeof value !== 'string'),
  )
  expect(odd).toEqual([])
})

it('digests tell nearly all cities apart, and every changed field', () => {
  const digests = digestsOf(cities)
  expect(new Set(digests).size).toBeGreaterThan(cities.length * 0.999)
  const [city] = cities
  if (city === undefined) throw new Error('no cities')
  expect(digests[0]).toBe(digestOf(city))
  expect(digestOf({ ...city, admin2: `${city.admin2}x` })).not.toBe(digestOf(city))
  const moved = { ...city, name: city.name + city.lat, lat: '' }
  expect(digestOf(moved)).not.toBe(digestOf(city))
})

it('lists every country once', () => {
  const countries = countriesOf(cities)
  expect(countries).toEqual([...new Set(countries)])
  expect(countries).toContain('IS')
})
