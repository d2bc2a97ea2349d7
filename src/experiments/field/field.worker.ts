/** A thread that calls methods of a class. */
import { serve } from '../threads/serve.ts'
import { Sessions, type SessionsHandle } from './sessions.ts'

export interface SessionTask {
  readonly sessions: SessionsHandle
  readonly role: 'client' | 'sweeper'
  readonly thread: number
  readonly ms: number
}

export interface SessionAnswer {
  readonly put: number
  readonly removed: number
  readonly sweeps: number
}

/** Sessions that a client has open at a time. */
const OPEN = 500

serve(({ sessions: handle, role, thread, ms }: SessionTask): SessionAnswer => {
  const sessions = new Sessions(handle)
  const end = performance.now() + ms
  let put = 0
  let removed = 0
  let sweeps = 0
  do {
    if (role === 'sweeper') {
      removed += sessions.sweep(Date.now())
      sweeps++
    } else {
      // Every other session is closed by its client, the rest run out.
      sessions.put(`${thread}/${put}`, Date.now() + 1)
      const old = put - OPEN
      if (old >= 0 && old % 2 === 0 && sessions.remove(`${thread}/${old}`)) removed++
      put++
    }
  } while (performance.now() < end)
  return { put, removed, sweeps }
})
