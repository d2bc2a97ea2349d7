/** How a thread sends a large value, in each of the ways. */
import type { MessagePort } from 'node:worker_threads'
import { SharedMap } from '../../../index.ts'
import { BYTES, HELD, type Message, markOf, type Place, type Receipt, SLOTS } from './ways.ts'

export interface Outbox {
  /** Makes the n-th value and sends it. */
  send(n: number, slot: number): void
  /** Its receipt has come. */
  taken(receipt: Receipt): void
}

export function outboxOf({ way, map, region }: Place, port: MessagePort): Outbox {
  switch (way) {
    case 'clone':
      return cloning(port)
    case 'transfer':
      return transferring(port)
    case 'region':
      return writingInto(region, port)
    case 'key': {
      // Each value is read once: a near cache would keep what is not asked for again.
      return setting(SharedMap.attach(map, { nearCache: false }), port)
    }
    case 'held-clone':
      return cloningHeld(port)
    case 'held-key':
      return naming(SharedMap.attach(map), port)
  }
}

type Values = SharedMap<number, Uint8Array<ArrayBuffer>>

function cloning(port: MessagePort): Outbox {
  const bytes = new Uint8Array(BYTES)
  return withoutReceipts((n, slot) => {
    post(port, { slot, mark: markOf(n), bytes: bytes.fill(markOf(n)) })
  })
}

/** The buffers go to the receiver and come back, so that none is made anew. */
function transferring(port: MessagePort): Outbox {
  const buffers = Array.from({ length: SLOTS }, () => new Uint8Array(BYTES))
  return {
    send(n, slot) {
      const bytes = buffers[slot]
      if (bytes === undefined) return
      const message: Message = { slot, mark: markOf(n), bytes: bytes.fill(markOf(n)) }
      port.postMessage(message, [bytes.buffer])
    },
    taken({ slot, bytes }) {
      if (bytes !== undefined) buffers[slot] = bytes
    },
  }
}

function writingInto(region: SharedArrayBuffer, port: MessagePort): Outbox {
  return withoutReceipts((n, slot) => {
    new Uint8Array(region, slot * BYTES, BYTES).fill(markOf(n))
    post(port, { slot, mark: markOf(n) })
  })
}

function setting(map: Values, port: MessagePort): Outbox {
  const bytes = new Uint8Array(BYTES)
  return withoutReceipts((n, slot) => {
    map.set(slot, bytes.fill(markOf(n)))
    post(port, { slot, mark: markOf(n), key: slot })
  })
}

function cloningHeld(port: MessagePort): Outbox {
  const held = Array.from({ length: HELD }, (_, key) => new Uint8Array(BYTES).fill(markOf(key)))
  return withoutReceipts((n, slot) => {
    const bytes = held[n % HELD]
    if (bytes !== undefined) post(port, { slot, mark: markOf(n % HELD), bytes })
  })
}

function naming(map: Values, port: MessagePort): Outbox {
  const bytes = new Uint8Array(BYTES)
  for (let key = 0; key < HELD; key++) map.set(key, bytes.fill(markOf(key)))
  return withoutReceipts((n, slot) => {
    post(port, { slot, mark: markOf(n % HELD), key: n % HELD })
  })
}

function post(port: MessagePort, message: Message): void {
  port.postMessage(message)
}

function withoutReceipts(send: Outbox['send']): Outbox {
  return { send, taken() {} }
}
