/** A map that now and then forgets a write: `faulty-maps.mjs` as a file without a query. */
export { attachMap, createMap } from './faulty-maps.mjs?fault=drops'
