/** The slow upstream that the cache stands before: a page takes it 50 ms, as a database or another service might. */
import { createHash } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'

export async function fetchFromOrigin(path: string): Promise<string> {
  await setTimeout(50)
  return `${path} hashes to ${createHash('sha256').update(path).digest('hex')}\n`
}
