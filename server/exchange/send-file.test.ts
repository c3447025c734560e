import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { DeliveryAnswer } from '../../shared/exchange/answers'
import { BureauServer } from './bureau-server'
import { pace, sendFile } from './send-file'

const kB = 1024

/** A bureau at the end of a line over which so many bytes of each request get through. */
function slowLine(bytes: number, line: () => number) {
  let received = 0
  const pieces: number[] = []
  const answer = (state: DeliveryAnswer['state']): DeliveryAnswer => ({
    ...{ id: 'd', what: 'claim', name: 'a.zip', sha256: 'a'.repeat(64), state, received, number: '', said: '', at: 1 },
  })
  const fetcher: typeof fetch = async (input, init) => {
    const path = new URL(String(input)).pathname
    if (path.endsWith('/deliveries')) return Response.json({ delivery: answer('sending'), token: 't' })
    if (path.endsWith('/end')) return Response.json(answer('taken'))
    const sent = init?.body instanceof Uint8Array ? init.body.length : 0
    pieces.push(sent)
    const through = Math.min(sent, line())
    received += through
    if (through < sent) throw new TypeError('fetch failed', { cause: new Error('timeout') })
    return new Response(null, { status: 204 })
  }
  const server = new BureauServer('http://127.0.0.1:1/exchange/b', fetcher, new AbortController().signal)
  const send = async () => {
    const folder = await mkdtemp(join(tmpdir(), 'slow-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    const path = join(folder, 'file')
    await writeFile(path, new Uint8Array(bytes))
    return sendFile({
      ...{ server, file: { path, bytes }, notice: async () => 'notice', beforeEnd: async () => undefined },
      ...{ note: async () => undefined, say: () => undefined },
      pace: { ...pace, retries: [0, 0, 0, 0, 0, 0], looks: [] },
    })
  }
  return { send, pieces, received: () => received }
}

describe('a slow line', () => {
  it('is not given up while broken pieces still bring more', async () => {
    const { send, received } = slowLine(3000 * kB, () => 100 * kB)
    expect(await send()).toMatchObject({ state: 'taken' })
    expect(received()).toBe(3000 * kB)
  })

  it('gets smaller pieces after one broke, down to 256 kB, and greater ones again', async () => {
    let requests = 0
    const { send, pieces } = slowLine(5000 * kB, () => (requests++ < 3 ? 200 * kB : Number.POSITIVE_INFINITY))
    await send()
    expect(pieces.slice(0, 6).map((bytes) => bytes / kB)).toEqual([1024, 256, 256, 256, 512, 1024])
  })

  it('that brings nothing more is given up', async () => {
    const { send, pieces } = slowLine(3000 * kB, () => 0)
    await expect(send()).rejects.toThrow('timeout')
    expect(pieces).toHaveLength(7)
  })
})
