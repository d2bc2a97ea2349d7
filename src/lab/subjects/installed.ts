/** Rivals are packages that a user may have or not. */

/** A rival that is not there; the message says how to get it. */
export class MissingError extends Error {}

/** @throws {MissingError} if the package that `load` wants is not installed */
export async function installed<Package>(
  name: string,
  load: () => Package | Promise<Package>,
): Promise<Package> {
  try {
    return await load()
  } catch (error) {
    if (!isNotFound(error)) throw error
    throw new MissingError(`${name} is not installed: npm install ${name}`, { cause: error })
  }
}

function isNotFound(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false
  return error.code === 'ERR_MODULE_NOT_FOUND' || error.code === 'MODULE_NOT_FOUND'
}
