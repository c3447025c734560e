import { existsSync, mkdtempSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import S3rver from 's3rver'
import { expect, it, onTestFinished } from 'vitest'
import { removeDir } from '../../test/support/server'
import { openApp } from '../app.fixture'
import { lessonFile, roomyDisk, TusClient } from './media.fixture'
import { keyOf } from './object-store'

/** A bucket of an object store, at an address, that can be switched off. */
async function bucket() {
  const folder = mkdtempSync(join(tmpdir(), 'xueji-bucket-'))
  const buckets = new S3rver({
    directory: folder,
    silent: true,
    configureBuckets: [{ name: 'videos', configs: [] }],
  })
  await buckets.configureBuckets()
  const answer = buckets.callback()
  const state = { down: false }
  const server: Server = createServer((request, response) => {
    if (state.down) response.writeHead(503).end()
    else answer(request, response)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(async () => {
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
    removeDir(folder)
  })
  const at = server.address()
  const endpoint = `http://127.0.0.1:${typeof at === 'object' ? at?.port : ''}/videos`
  return { state, s3: { endpoint, accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER', region: 'us-east-1' } }
}

it('moves a finished file to the object store and plays it from there; while that does not answer, nothing is lost', async () => {
  const { s3, state } = await bucket()
  state.down = true
  const { deps, openedClass } = await openApp({}, undefined, { disk: roomyDisk, mediaS3: s3 })
  const { hr, opened } = await openedClass()
  const { t, read } = deps.store
  const [course] = await read.select().from(t.planCourse)
  await new TusClient(hr).send(opened.id, lessonFile(), { course: course?.key ?? '' })
  const [file] = await read.select().from(t.mediaFile)
  if (!file) throw new Error('not kept')
  const local = deps.media.folder.path(keyOf(file))
  const played = async () => Buffer.from(await (await hr.get(`/api/media/files/${file.id}`)).arrayBuffer())
  await expect(deps.media.settle()).rejects.toThrow()
  expect(existsSync(local)).toBe(true)
  expect((await played()).equals(Buffer.from(lessonFile()))).toBe(true)

  state.down = false
  await deps.media.settle()
  expect(await read.select().from(t.mediaPlace)).toMatchObject([{ place: 's3', state: 'ok' }])
  expect(existsSync(local)).toBe(false)
  expect((await played()).equals(Buffer.from(lessonFile()))).toBe(true)
  expect(await deps.media.remote?.size(keyOf(file))).toBe(lessonFile().length)
})
