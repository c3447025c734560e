import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Upload } from 'tus-js-client'
import { expect, it, onTestFinished } from 'vitest'
import { Hr, inventedId } from '../support/hr'
import { freshDataDir, removeDir, startServer } from '../support/server'

const video = readFileSync(fileURLToPath(new URL('../practice/media/lesson-120.mp4', import.meta.url)))
const sha256 = createHash('sha256').update(video).digest('hex')
const base64 = (text: string) => Buffer.from(text).toString('base64')

/** A real server with a class, and its address. */
async function serverWithClass() {
  const dataDir = freshDataDir()
  let server = await startServer({ dataDir })
  onTestFinished(async () => {
    await server.stop()
    removeDir(dataDir)
  })
  const { url, port } = server
  const hr = new Hr(url)
  await hr.setUp(server.setupToken ?? '')
  const opened = await hr.openClass()
  await hr.importRoster(opened.id, [{ name: '王晓明', id: inventedId(1) }])
  const { lessons } = await (await hr.get(`/api/classes/${opened.id}/videos`)).json()
  return {
    url,
    port,
    hr,
    class: opened.id,
    course: String(lessons[0]?.course),
    /** Bytes of an upload in the data folder. */
    arrived: (place: string) =>
      statSync(join(dataDir, 'media/incoming', place.split('/').at(-1) ?? ''), { throwIfNoEntry: false })?.size ?? 0,
    kill: () => server.kill(),
    async again() {
      server = await startServer({ dataDir, port })
    },
    kept: async () => (await (await hr.get(`/api/classes/${opened.id}/videos`)).json()).lessons[0]?.statements[0]?.file,
  }
}

it('an upload by the common tus client survives a server that is killed in the middle, with the same hash', async () => {
  const { url, hr, class: id, course, kill, again, kept } = await serverWithClass()
  let restarted: Promise<void> | undefined
  let sentAgain = 0
  await new Promise<void>((resolve, reject) => {
    const upload = new Upload(video, {
      endpoint: `${url}/api/media/uploads`,
      headers: hr.session,
      chunkSize: 64 * 1024,
      retryDelays: [100, 500, 1000, 2000, 4000, 8000, 8000],
      metadata: { class: id, course, filename: '第一节.mp4' },
      onChunkComplete: (_, accepted) => {
        if (restarted) sentAgain++
        if (accepted >= 128 * 1024) restarted ??= kill().then(again)
      },
      onSuccess: () => resolve(),
      onError: reject,
    })
    upload.start()
  })
  expect(restarted, 'it was killed').toBeDefined()
  expect(sentAgain, 'what was safe before was not sent again').toBeLessThanOrEqual(3)
  expect(await kept()).toMatchObject({ sha256, bytes: video.length, length: 120_000, state: 'ok' })
})

it('a cable pulled in the middle of a piece loses nothing that arrived', async () => {
  const { url, port, hr, class: id, course, kept, arrived } = await serverWithClass()
  const begun = await hr.call('POST', '/api/media/uploads', undefined, {
    'tus-resumable': '1.0.0',
    'upload-length': String(video.length),
    'upload-metadata': `class ${base64(id)},course ${base64(course)},filename ${base64('第一节.mp4')}`,
  })
  const place = begun.headers.get('location') ?? ''
  const head = async () => {
    const answer = await hr.call('HEAD', place, undefined, { 'tus-resumable': '1.0.0' })
    return Number(answer.headers.get('upload-offset'))
  }
  const socket = connect(port, '127.0.0.1')
  const lines = [
    `PATCH ${place} HTTP/1.1`,
    `host: ${new URL(url).host}`,
    ...Object.entries(hr.session).map(([name, value]) => `${name}: ${value}`),
    'tus-resumable: 1.0.0',
    'upload-offset: 0',
    'content-type: application/offset+octet-stream',
    `content-length: ${video.length}`,
  ]
  await new Promise<void>((resolve) =>
    socket.write(Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), video.subarray(0, 100_000)]), () =>
      resolve(),
    ),
  )
  // What a reset finds unread is thrown away by the system: wait until some of it has been written.
  await expect.poll(() => arrived(place), { timeout: 10_000 }).toBeGreaterThan(0)
  socket.resetAndDestroy()
  await expect.poll(head, { timeout: 10_000 }).toBeGreaterThan(0)
  const from = await head()
  expect(from).toBeLessThanOrEqual(100_000)
  const rest = await hr.call('PATCH', place, video.subarray(from), {
    'tus-resumable': '1.0.0',
    'upload-offset': String(from),
    'content-type': 'application/offset+octet-stream',
  })
  expect(rest.status).toBe(204)
  expect(await kept()).toMatchObject({ sha256, state: 'ok' })
})
