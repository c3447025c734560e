import { createHash } from 'node:crypto'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate as breath } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { openApp, refusal } from '../app.fixture'
import { lessonFile, otherLesson, roomyDisk, sound, TusClient, videosOf } from './media.fixture'
import { type Disk, RESERVE } from './staging'

async function opened(disk: Disk = roomyDisk) {
  const app = await openApp({}, undefined, { disk })
  const { hr, opened } = await app.openedClass()
  const [planned] = await app.deps.store.read.select().from(app.deps.store.t.planCourse)
  const course = planned?.key ?? ''
  const files = () => {
    const folder = join(app.dataDir, 'media', 'files')
    return existsSync(folder)
      ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /[0-9a-f]{64}$/.test(name))
      : []
  }
  /** Bytes of files that are being uploaded. */
  const written = () =>
    staged().reduce((sum, name) => sum + statSync(join(app.dataDir, 'media', 'incoming', name)).size, 0)
  const staged = () => readdirSync(join(app.dataDir, 'media', 'incoming'))
  return { ...app, hr, id: opened.id, course, tus: new TusClient(hr), files, staged, written }
}
const about = (course: string) => ({ course, lesson: { key: 'l-1', title: '第一节' } })
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

describe('the upload of a lecture video', () => {
  it('in pieces becomes a file of its lesson, with the hash and the length of what was sent', async () => {
    const { hr, id, course, tus, files, staged } = await opened()
    const file = lessonFile()
    const place = await tus.begin(id, file.length, about(course))
    for (let at = 0; at < file.length; at += 50_000) {
      expect(await tus.offset(place)).toBe(at)
      const response = await tus.patch(place, at, file.subarray(at, at + 50_000))
      expect(response.status).toBe(204)
    }
    expect(await tus.offset(place)).toBe(file.length)
    const { lessons, missing } = await videosOf(hr, id)
    expect(lessons).toMatchObject([
      {
        lesson: { key: 'l-1', title: '第一节' },
        met: 'own',
        statements: [{ how: 'file', file: { sha256: sha256(file), bytes: file.length, length: 60_000, state: 'ok' } }],
      },
    ])
    expect(missing).toBe(0)
    expect(files()).toEqual([expect.stringMatching(new RegExp(`${sha256(file)}$`))])
    expect(staged()).toEqual([])
  })

  it('goes on where the server has it safe after a connection was lost in the middle of a piece', async () => {
    const { hr, id, course, tus, fetcher, written } = await opened()
    const file = lessonFile()
    const place = await tus.begin(id, file.length, about(course))
    const broken = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(file.slice(0, 40_000)),
      async pull(controller) {
        while (written() < 40_000) await breath()
        controller.error(new Error('connection lost'))
      },
    })
    const init: RequestInit & { duplex: 'half' } = {
      method: 'PATCH',
      headers: {
        ...hr.session,
        ...{ 'tus-resumable': '1.0.0', 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' },
      },
      body: broken,
      duplex: 'half',
    }
    expect((await fetcher(`http://127.0.0.1:8787${place}`, init)).ok).toBe(false)
    const from = await tus.offset(place)
    expect(from).toBe(40_000)
    expect((await tus.patch(place, from, file.subarray(from))).status).toBe(204)
    const [lesson] = (await videosOf(hr, id)).lessons
    expect(lesson?.statements[0]?.file?.sha256).toBe(sha256(file))
  })

  it('refuses a piece at another place than it stands at, and changes nothing by it', async () => {
    const { id, course, tus } = await opened()
    const file = lessonFile()
    const place = await tus.begin(id, file.length, about(course))
    await tus.patch(place, 0, file.subarray(0, 1000))
    expect(await refusal(await tus.patch(place, 500, file.subarray(500, 1500)))).toMatchObject({
      status: 409,
      code: 'conflict',
    })
    expect(await tus.offset(place)).toBe(1000)
  })

  it('keeps what is safe when the disk is full in the middle, says so, and goes on when there is room', async () => {
    const room = { bytes: Number.POSITIVE_INFINITY }
    const disk: Disk = {
      free: roomyDisk.free,
      async open(path, flags) {
        const file = await open(path, flags)
        const write = file.write.bind(file)
        Object.assign(file, {
          write: async (bytes: Uint8Array, from: number, length: number, at: number) => {
            if (at + length > room.bytes) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
            return write(bytes, from, length, at)
          },
        })
        return file
      },
    }
    const { hr, id, course, tus } = await opened(disk)
    const file = lessonFile()
    const place = await tus.begin(id, file.length, about(course))
    await tus.patch(place, 0, file.subarray(0, 60_000))
    room.bytes = 100_000
    expect(await refusal(await tus.patch(place, 60_000, file.subarray(60_000)))).toMatchObject({
      status: 507,
      code: 'storage-full',
      message: expect.stringContaining('已收到的部分还在'),
    })
    const from = await tus.offset(place)
    expect(from).toBeGreaterThanOrEqual(60_000)
    expect(from).toBeLessThanOrEqual(100_000)
    room.bytes = Number.POSITIVE_INFINITY
    expect((await tus.patch(place, from, file.subarray(from))).status).toBe(204)
    expect((await videosOf(hr, id)).lessons[0]?.statements[0]?.file?.sha256).toBe(sha256(file))
  })

  it('never takes the last gigabyte, which the record needs, and says so before anything is sent', async () => {
    const free = { bytes: RESERVE + 100_000 }
    const { id, course, tus } = await opened({ ...roomyDisk, free: async () => free.bytes })
    expect(await refusal(await tus.create(id, 100_001, about(course)))).toMatchObject({
      status: 507,
      code: 'storage-full',
    })
    const place = await tus.begin(id, 100_000, about(course))
    free.bytes = RESERVE + 50_000
    expect(await refusal(await tus.patch(place, 0, lessonFile().subarray(0, 100_000)))).toMatchObject({
      code: 'storage-full',
    })
  })

  it('stops at the first bytes of a file that is surely no video, and keeps nothing of it', async () => {
    const { hr, id, course, tus, staged } = await opened()
    const pdf = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(50_000)])
    const place = await tus.begin(id, 1_000_000, { ...about(course), filename: '讲义.pdf' })
    expect(await refusal(await tus.patch(place, 0, pdf))).toMatchObject({
      status: 422,
      code: 'file-refused',
      message: expect.stringContaining('PDF'),
    })
    expect(staged()).toEqual([])
    const { uploads, lessons } = await videosOf(hr, id)
    expect(uploads).toMatchObject([{ name: '讲义.pdf', refused: expect.stringContaining('PDF') }])
    expect(lessons.every(({ met }) => met === 'none')).toBe(true)
  })

  it('refuses a recording without a picture, or without its end, once it is whole', async () => {
    const { hr, id, course, tus, files, staged } = await opened()
    await expect(tus.send(id, sound(), { ...about(course), filename: '录音.mp3' })).rejects.toThrow('没有画面')
    await expect(tus.send(id, lessonFile().subarray(0, 100_000), about(course))).rejects.toThrow('不完整')
    expect([...files(), ...staged()]).toEqual([])
    expect((await videosOf(hr, id)).uploads.map(({ refused }) => refused !== undefined)).toEqual([true, true])
  })

  it('of the same content for two lessons keeps it once', async () => {
    const { hr, id, course, tus, files } = await opened()
    await tus.send(id, lessonFile(), about(course))
    await tus.send(id, lessonFile(), { course, lesson: { key: 'l-2', title: '第二节' } })
    await tus.send(id, otherLesson(), { course, lesson: { key: 'l-2', title: '第二节' } })
    expect(files()).toHaveLength(2)
    const lessons = (await videosOf(hr, id)).lessons
    expect(lessons.map(({ statements }) => statements.length)).toEqual([1, 2])
  })

  it('that is cancelled leaves nothing, and cannot be cancelled once it is kept', async () => {
    const { hr, id, course, tus, files, staged } = await opened()
    const place = await tus.begin(id, 1000, about(course))
    await tus.patch(place, 0, lessonFile().subarray(0, 500))
    expect(staged()).toHaveLength(1)
    expect((await hr.call('DELETE', place)).status).toBe(200)
    expect(staged()).toEqual([])
    expect((await hr.call('HEAD', place, undefined, { 'tus-resumable': '1.0.0' })).status).toBe(404)
    const kept = await tus.send(id, lessonFile(), about(course))
    expect(await refusal(await hr.call('DELETE', `/api/media/uploads/${kept}`))).toMatchObject({ code: 'conflict' })
    expect(files()).toHaveLength(1)
  })
})
