import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import S3rver from 's3rver'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { removeDir } from '../../test/support/server'
import { S3Store } from './s3-store'

const folder = mkdtempSync(join(tmpdir(), 'xueji-s3-'))
const buckets = new S3rver({
  directory: join(folder, 'buckets'),
  silent: true,
  configureBuckets: [{ name: 'videos', configs: [] }],
})
const server = createServer(buckets.callback())
let store: S3Store
const keys = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER', region: 'us-east-1' }
const endpoint = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/videos`

beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  await buckets.configureBuckets()
  store = new S3Store({ endpoint: endpoint(), ...keys })
})
afterAll(async () => {
  server.closeAllConnections()
  await new Promise((done) => server.close(done))
  removeDir(folder)
})

const given = (bytes: number) => {
  const content = randomBytes(bytes)
  const key = `firm/${createHash('sha256').update(content).digest('hex')}`
  const path = join(folder, 'given')
  writeFileSync(path, content)
  return { content, key, path }
}
const all = async (stream: AsyncIterable<Uint8Array>) => {
  const chunks = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks)
}

describe('videos in an S3-compatible store', () => {
  it.each([
    ['one request', 100_000],
    ['three parts', 33 * 1024 ** 2],
  ])('come back as they were given, in %s, whole and by range, until they are removed', async (_, bytes) => {
    const { content, key, path } = given(bytes)
    expect(await store.size(key)).toBeUndefined()
    await store.put(key, path)
    expect(await store.size(key)).toBe(bytes)
    expect((await all(await store.read(key))).equals(content)).toBe(true)
    expect((await all(await store.read(key, { from: 10, to: 19 }))).equals(content.subarray(10, 20))).toBe(true)
    await store.remove(key)
    expect(await store.size(key)).toBeUndefined()
    await expect(store.read(key)).rejects.toMatchObject({ code: 'not-found' })
    await store.remove(key)
  })
  it('are not taken for kept where what comes back differs', async () => {
    const { path } = given(1000)
    await expect(store.put(`firm/${'0'.repeat(64)}`, path)).rejects.toThrow('not what it was given')
  })
  it('are not taken for kept where the store knows no such key', async () => {
    const { key, path } = given(1000)
    const stranger = new S3Store({ endpoint: endpoint(), ...keys, accessKeyId: 'nobody' })
    await expect(stranger.put(key, path)).rejects.toThrow()
  })
})
