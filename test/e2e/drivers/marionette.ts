import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import * as v from 'valibot'

const Answer = v.tuple([
  v.literal(1),
  v.number(),
  v.nullable(v.object({ error: v.string(), message: v.string() })),
  v.unknown(),
])

interface Waiting {
  command: string
  resolve(value: unknown): void
  reject(error: Error): void
}

/** Firefox's remote protocol: messages are `length:json`, a command is `[0, id, name, parameters]`, an answer `[1, id, error, value]`. */
export class Marionette {
  #buffer: Buffer = Buffer.alloc(0)
  #next = 0
  readonly #waiting = new Map<number, Waiting>()
  readonly #greeting: Promise<void>
  #greeted: () => void = () => undefined

  private constructor(private readonly socket: Socket) {
    this.#greeting = new Promise((resolve) => {
      this.#greeted = resolve
    })
    socket.on('data', (data) => this.#read(data))
    socket.on('error', () => socket.destroy())
    socket.on('close', () => {
      for (const { command, reject } of this.#waiting.values()) reject(new Error(`${command}: the browser is gone`))
      this.#waiting.clear()
    })
  }

  static async open(port: number): Promise<Marionette> {
    const socket = connect(port, '127.0.0.1')
    await once(socket, 'connect')
    const marionette = new Marionette(socket)
    await marionette.#greeting
    return marionette
  }

  /** Sends a command and parses its answer. Throws what Firefox refused with, or that it is gone. */
  async send<S extends v.GenericSchema>(
    schema: S,
    command: string,
    parameters: object = {},
  ): Promise<v.InferOutput<S>> {
    const answer = new Promise<unknown>((resolve, reject) => {
      if (this.socket.destroyed) {
        reject(new Error(`${command}: the browser is gone`))
        return
      }
      this.#next += 1
      this.#waiting.set(this.#next, { command, resolve, reject })
      const body = Buffer.from(JSON.stringify([0, this.#next, command, parameters]))
      this.socket.write(Buffer.concat([Buffer.from(`${body.length}:`), body]))
    })
    return v.parse(schema, await answer)
  }

  close(): void {
    this.socket.destroy()
  }

  #read(data: Buffer): void {
    this.#buffer = Buffer.concat([this.#buffer, data])
    for (;;) {
      const colon = this.#buffer.indexOf(':')
      if (colon < 0) return
      const end = colon + 1 + Number(this.#buffer.subarray(0, colon).toString())
      if (this.#buffer.length < end) return
      this.#take(JSON.parse(this.#buffer.subarray(colon + 1, end).toString()))
      this.#buffer = this.#buffer.subarray(end)
    }
  }

  #take(message: unknown): void {
    if (!Array.isArray(message)) {
      this.#greeted()
      return
    }
    const [, id, error, value] = v.parse(Answer, message)
    const waiting = this.#waiting.get(id)
    this.#waiting.delete(id)
    if (error) waiting?.reject(new Error(`${waiting.command}: ${error.error}: ${error.message}`))
    else waiting?.resolve(value)
  }
}
