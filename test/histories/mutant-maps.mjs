/** The maps of a copy of the package: the query of this module's URL says where it is. */
const { SharedMap } = await import(new URL(import.meta.url).searchParams.get('package'))

export function createMap(request) {
  return new SharedMap(request)
}

export function attachMap(handle, request) {
  return SharedMap.attach(handle, request)
}
