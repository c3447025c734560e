import { once } from 'node:events'
import * as v from 'valibot'
import WebSocket from 'ws'

const Message = v.union([
  v.object({ id: v.number(), error: v.object({ message: v.string(), data: v.optional(v.string()) }) }),
  v.object({ id: v.number(), result: v.unknown() }),
  v.object({ method: v.string(), params: v.unknown(), sessionId: v.optional(v.string()) }),
])

export type Listener = (method: string, params: unknown) => void

const Detached = v.object({ sessionId: v.string() })

/** No command of a test takes this long; a target that goes at the wrong moment would keep it waiting for ever. */
const LONGEST = 60_000

interface Waiting {
  method: string
  sessionId: string | undefined
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
      this.#giveUp('the browser is gone', () => true)
    })
    socket.on('error', () => socket.terminate())
  }

  static async open(address: string): Promise<CdpConnection> {
    const socket = new WebSocket(address, { perMessageDeflate: false, maxPayload: 64 * 1024 * 1024 })
    await once(socket, 'open')
    return new CdpConnection(socket)
  }

  /** Sends a command and parses its answer. Throws what the browser refused with, or that it or its target is gone. */
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
      this.#waiting.set(this.#next, { method, sessionId, resolve, reject })
      this.socket.send(JSON.stringify({ id: this.#next, method, params, sessionId }))
    })
    const id = this.#next
    const limit = setTimeout(() => this.#giveUp(`no answer in ${LONGEST} ms`, (_, one) => one === id), LONGEST)
    try {
      return v.parse(schema, await answer)
    } finally {
      clearTimeout(limit)
    }
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

  /** Rejects the commands that will not be answered any more. */
  #giveUp(why: string, which: (waiting: Waiting, id: number) => boolean): void {
    for (const [id, waiting] of this.#waiting) {
      if (!which(waiting, id)) continue
      this.#waiting.delete(id)
      waiting.reject(new Error(`${waiting.method}: ${why}`))
    }
  }

  #take(message: v.InferOutput<typeof Message>): void {
    if ('method' in message) {
      if (message.method === 'Target.detachedFromTarget') {
        const { sessionId } = v.parse(Detached, message.params)
        this.#giveUp('its target is gone', (waiting) => waiting.sessionId === sessionId)
      }
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
