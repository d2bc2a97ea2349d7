/**
 * A connection to an HTTP server that is kept, for one request at a time. By the socket: Node's client takes longer for a
 * request than its server, and would be what is measured.
 */
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

export class Connection {
  readonly #socket: Socket
  #text = ''
  #settle: { resolve: () => void; reject: (error: Error) => void } | undefined

  private constructor(socket: Socket) {
    this.#socket = socket
    socket.setEncoding('latin1')
    socket.on('data', (part: string) => {
      this.#text += part
      this.#look()
    })
    socket.on('error', (error) => this.#settle?.reject(error))
    socket.on('close', () => this.#settle?.reject(new Error('the server closed a connection')))
  }

  static async open(port: number): Promise<Connection> {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    await once(socket, 'connect')
    return new Connection(socket)
  }

  /** Resolves with the whole answer there. Rejects if it is not one with the status 200 and a length. */
  ask(request: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#settle = { resolve, reject }
      this.#socket.write(request)
    })
  }

  #look(): void {
    const head = this.#text.indexOf(HEAD_END)
    if (head === -1) return
    const length = Number(/^content-length: (\d+)/im.exec(this.#text)?.[1])
    if (!this.#text.startsWith('HTTP/1.1 200') || Number.isNaN(length)) {
      this.#settle?.reject(
        new Error(`not the answer that was asked for: ${this.#text.slice(0, head)}`),
      )
      return
    }
    const end = head + HEAD_END.length + length
    if (this.#text.length < end) return
    this.#text = this.#text.slice(end)
    this.#settle?.resolve()
    this.#settle = undefined
  }
}

const HEAD_END = '\r\n\r\n'
