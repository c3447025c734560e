import { open } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { type DeliveryAnswer, PIECE } from '../../shared/exchange/answers'
import { AnsweredNo, NoAnswer } from '../ask-server'
import type { Say } from '../jobs'
import type { BureauServer } from './bureau-server'

/** How a file is sent. */
export interface Pace {
  /** ms before each next try after a connection broke, as long as none brings more. */
  readonly retries: readonly number[]
  /** ms between looks while the bureau verifies. */
  readonly looks: readonly number[]
  /** Bytes of the first piece; a quick line gets greater ones, one that broke smaller ones. */
  readonly piece: number
  /** Bytes of a piece at least: a slow line must get it through within one request's time. */
  readonly least: number
}
export const pace: Pace = {
  retries: [1000, 2000, 5000, 10_000, 30_000, 60_000],
  looks: [1000, 2000, 3000, 5000, 10_000, 20_000, 30_000, 30_000],
  piece: PIECE / 8,
  least: PIECE / 32,
}
/** ms */
const QUICK = 3000

export interface Sending {
  server: BureauServer
  file: { path: string; bytes: number }
  /** A new 报送通知 of the file. */
  notice: () => Promise<string>
  /** When every byte is there, before the bureau is told so. */
  beforeEnd: () => Promise<void>
  /** What is known of it now. */
  note: (answer: DeliveryAnswer) => Promise<void>
  say: Say
  pace: Pace
}

/**
 * Sends one file to its end: a broken connection goes on where the bureau has it, while tries still bring more; then what it made of it, as far as it
 * says so while we wait. Throws NoAnswer.
 */
export async function sendFile(sending: Sending): Promise<DeliveryAnswer> {
  const state = { reached: 0, tries: 0, size: sending.pace.piece, asked: false }
  const whole = await again(sending, state)
  return checked(sending, whole)
}

interface State {
  /** Bytes that were safe at the bureau at best. */
  reached: number
  /** Since that grew. */
  tries: number
  /** Bytes of the next piece. */
  size: number
  asked: boolean
}

async function again(sending: Sending, state: State): Promise<DeliveryAnswer> {
  const { server, pace: given, say, file } = sending
  for (;;) {
    try {
      return await once(sending, state)
    } catch (error) {
      const wait = given.retries[state.tries++]
      if (!(error instanceof NoAnswer) || isFinal(error) || wait === undefined || server.signal.aborted) throw error
      say('连接中断，稍后接着发送（MB）', megabytes(state.reached), megabytes(file.bytes))
      await later(wait, server.signal)
    }
  }
}

/** What the bureau refuses with its own words, it refuses the next time too; a piece that is out of place is put right by the next notice. */
export const isFinal = (error: NoAnswer) =>
  error instanceof AnsweredNo && error.status >= 400 && error.status < 500 && !retried.has(error.status)
/** tus: no such upload any more, another offset, in use; the token is not the last one; too many at once. */
const retried = new Set([401, 404, 409, 410, 423, 429])

async function once(sending: Sending, state: State): Promise<DeliveryAnswer> {
  const { server, file, say } = sending
  const { delivery, token } = await server.announce(await sending.notice())
  await sending.note(delivery)
  // Of a piece that broke off the bureau keeps what had come.
  progressed(state, delivery.received)
  if (token === undefined) {
    await demandAsked(sending, state)
    return delivery
  }
  const reading = await open(file.path, 'r')
  try {
    for (let from = delivery.received; from < file.bytes; ) {
      say('发送（MB）', megabytes(from), megabytes(file.bytes))
      const buffer = new Uint8Array(Math.min(state.size, file.bytes - from))
      const { bytesRead } = await reading.read(buffer, 0, buffer.length, from)
      const began = performance.now()
      await server.piece(delivery.id, token, from, buffer.subarray(0, bytesRead)).catch((error: unknown) => {
        state.size = Math.max(sending.pace.least, Math.floor(state.size / 4))
        throw error
      })
      if (performance.now() - began < QUICK) state.size = Math.min(state.size * 2, PIECE)
      from += bytesRead
      progressed(state, from)
    }
  } finally {
    await reading.close()
  }
  say('交给人社局核对', 0, 0)
  await demandAsked(sending, state)
  const ended = await server.end(delivery.id, token)
  await sending.note(ended)
  return ended
}

function progressed(state: State, safe: number): void {
  if (safe > state.reached) Object.assign(state, { reached: safe, tries: 0 })
}

/** Once, whichever try comes so far. */
async function demandAsked(sending: Sending, state: State): Promise<void> {
  if (!state.asked) await sending.beforeEnd()
  state.asked = true
}

/** Waits for the bureau's verification for a while; how it ended also stands in the next answer to a question. */
async function checked(sending: Sending, whole: DeliveryAnswer): Promise<DeliveryAnswer> {
  let known = whole
  for (const wait of sending.pace.looks) {
    if (known.state !== 'checking') break
    sending.say('人社局正在核验', 0, 0)
    await later(wait, sending.server.signal)
    try {
      known = (await sending.server.announce(await sending.notice())).delivery
    } catch (error) {
      // It has the file; what became of it is asked again by itself.
      if (error instanceof NoAnswer) break
      throw error
    }
    await sending.note(known)
  }
  return known
}

const megabytes = (bytes: number) => Math.ceil(bytes / (1 << 20))

async function later(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await pause(ms, undefined, { signal })
  } catch {
    throw new NoAnswer('服务器正在停止')
  }
}
