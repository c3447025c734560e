import { once } from 'node:events'
import * as v from 'valibot'
import WebSocket from 'ws'

const Message = v.union([
  v.object({ id: v.number(), error: v.object({ message: v.string(), data: v.optional(v.string()) }) }),
  v.object({ id: v.number(), result: v.unknown() }),
  v.object({ method: v.string(), params: v.unknown(), sessionId: v.optional(v.string()) }),
])

export type Listener = (method: string, params: unknown) => void

interface Waiting {
  method: string
  resolve(result: unknown): void
  reject(error: Error): void
}

/** The DevTools protocol over one socket, with flat sessions. */
export class CdpConnection {
  #next = 0
  readonly #waiting = new Map<number, Waiting>()
  readonly #listeners = new Map<string, Listener>()

  private constructor(private readonly socket: WebSocket) {
    socket.on('message', (data) => this.#take(v.parse(Message, JSON.parse(String(data)))))
    socket.on('close', () => {
      for (const { method, reject } of this.#waiting.values()) reject(new Error(`${method}: the browser is gone`))
      this.#waiting.clear()
    })
    socket.on('error', () => socket.terminate())
  }

  static async open(address: string): Promise<CdpConnection> {
    const socket = new WebSocket(address, { perMessageDeflate: false, maxPayload: 64 * 1024 * 1024 })
    await once(socket, 'open')
    return new CdpConnection(socket)
  }

  /** Sends a command and parses its answer. Throws what the browser refused with, or that it is gone. */
  async call<S extends v.GenericSchema>(
    schema: S,
    method: string,
    params: object = {},
    sessionId?: string,
  ): Promise<v.InferOutput<S>> {
    const answer = new Promise<unknown>((resolve, reject) => {
      if (this.socket.readyState !== WebSocket.OPEN) {
        reject(new Error(`${method}: the browser is gone`))
        return
      }
      this.#next += 1
      this.#waiting.set(this.#next, { method, resolve, reject })
      this.socket.send(JSON.stringify({ id: this.#next, method, params, sessionId }))
    })
    return v.parse(schema, await answer)
  }

  /** Events of one session. */
  listen(sessionId: string, listener: Listener): void {
    this.#listeners.set(sessionId, listener)
  }

  forget(sessionId: string): void {
    this.#listeners.delete(sessionId)
  }

  close(): void {
    this.socket.terminate()
  }

  #take(message: v.InferOutput<typeof Message>): void {
    if ('method' in message) {
      if (message.sessionId !== undefined) this.#listeners.get(message.sessionId)?.(message.method, message.params)
      return
    }
    const waiting = this.#waiting.get(message.id)
    this.#waiting.delete(message.id)
    if ('error' in message) {
      waiting?.reject(new Error(`${waiting.method}: ${message.error.message} ${message.error.data ?? ''}`.trim()))
    } else waiting?.resolve(message.result)
  }
}

export const Nothing = v.unknown()
