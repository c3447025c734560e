import { randomBytes } from 'node:crypto'
import { der, INTEGER, OCTETS, SEQUENCE } from '../../../shared/package/timestamp/der'
import { digest, same } from '../../../shared/package/timestamp/signature'
import { BadToken, MAX_RESPONSE, readToken } from '../../../shared/package/timestamp/token'

/** An answer of an authority to one question. */
export interface Stamped {
  /** The whole response, as `openssl ts` reads it. */
  response: Uint8Array
  /** ms since 1970. */
  at: number
}

const SHA256 = Uint8Array.of(0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01)
const NULL = Uint8Array.of(0x05, 0x00)
const TRUE = Uint8Array.of(0x01, 0x01, 0xff)
const ANSWER_WITHIN = 15_000

/** Asks an RFC 3161 authority over HTTP (section 3.4) for a time stamp of these bytes. Throws BadToken, plain Chinese. */
export async function requestTimestamp(url: string, data: Uint8Array, fetcher: typeof fetch = fetch): Promise<Stamped> {
  // Positive and written shortest: the first bit is clear, some bit of the first byte is set.
  const nonce = Uint8Array.from(randomBytes(8), (byte, i) => (i === 0 ? (byte & 0x7f) | 0x40 : byte))
  const hash = await digest('SHA-256', data)
  const imprint = der(SEQUENCE, der(SEQUENCE, SHA256, NULL), der(OCTETS, hash))
  const request = der(SEQUENCE, der(INTEGER, Uint8Array.of(1)), imprint, der(INTEGER, nonce), TRUE)
  const response = await ask(url, request, fetcher)
  const token = await readToken(response, [])
  if (token.imprint.algorithm !== 'SHA-256' || !same(token.imprint.hash, hash))
    throw new BadToken('时间戳不是这份内容的')
  if (!token.nonce || !same(token.nonce, nonce)) throw new BadToken('时间戳不是对这次请求的答复')
  return { response, at: token.at }
}

async function ask(url: string, request: Uint8Array, fetcher: typeof fetch): Promise<Uint8Array> {
  let answer: Response
  let bytes: Uint8Array
  try {
    answer = await fetcher(url, {
      method: 'POST',
      headers: { 'content-type': 'application/timestamp-query' },
      body: Uint8Array.from(request),
      signal: AbortSignal.timeout(ANSWER_WITHIN),
    })
    bytes = new Uint8Array(await answer.arrayBuffer())
  } catch (error) {
    throw new BadToken(`连不上时间戳服务：${error instanceof Error ? error.message : ''}`)
  }
  if (answer.status !== 200) throw new BadToken(`时间戳服务答复 ${answer.status}`)
  if (bytes.length > MAX_RESPONSE) throw new BadToken('时间戳太大')
  return bytes
}
