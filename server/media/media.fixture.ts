import { readFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import * as v from 'valibot'
import { type ClassVideos, classVideos } from '../../shared/api/media'
import type { Hr } from '../../test/support/hr'
import type { Disk } from './staging'

const media = (name: string) => fileURLToPath(new URL(`../../test/practice/media/${name}`, import.meta.url))
/** A real lesson of a minute. */
export const lessonFile = (): Uint8Array => new Uint8Array(readFileSync(media('lesson-60.mp4')))
export const otherLesson = (): Uint8Array => new Uint8Array(readFileSync(media('lesson-90.mp4')))
export const sound = (): Uint8Array => new Uint8Array(readFileSync(media('listening-60.mp3')))

/** Room for everything, whatever machine the tests run on. */
export const roomyDisk: Disk = { free: async () => 2 ** 40, open }

const TUS = { 'tus-resumable': '1.0.0' }
const base64 = (text: string) => Buffer.from(text).toString('base64')

/** One upload as a tus client sends it, request by request. */
export class TusClient {
  constructor(readonly hr: Hr) {}

  create(
    classId: string,
    size: number,
    about: { course: string; lesson?: { key: string; title: string }; filename?: string },
  ): Promise<Response> {
    const { course, lesson, filename = '第一节.mp4' } = about
    const metadata = { class: classId, course, filename, ...(lesson && { lesson: JSON.stringify(lesson) }) }
    return this.hr.call('POST', '/api/media/uploads', undefined, {
      ...TUS,
      'upload-length': String(size),
      'upload-metadata': Object.entries(metadata)
        .map(([key, value]) => `${key} ${base64(value)}`)
        .join(','),
    })
  }

  /** The place of a new upload. */
  async begin(...given: Parameters<TusClient['create']>): Promise<string> {
    const response = await this.create(...given)
    if (response.status !== 201) throw new Error(`${response.status} ${await response.text()}`)
    return response.headers.get('location') ?? ''
  }

  /** How far the server says it is. */
  async offset(place: string): Promise<number> {
    return Number((await this.hr.call('HEAD', place, undefined, TUS)).headers.get('upload-offset'))
  }

  patch(place: string, offset: number, bytes: Uint8Array): Promise<Response> {
    return this.hr.call('PATCH', place, bytes, {
      ...TUS,
      'content-type': 'application/offset+octet-stream',
      'upload-offset': String(offset),
    })
  }

  /** A whole file at once. Throws what the server refuses. */
  async send(...[classId, file, about]: [string, Uint8Array, Parameters<TusClient['create']>[2]]): Promise<string> {
    const place = await this.begin(classId, file.length, about)
    const response = await this.patch(place, 0, file)
    if (response.status !== 204) throw new Error(`${response.status} ${await response.text()}`)
    return place.split('/').at(-1) ?? ''
  }
}

export const videosOf = async (hr: Hr, classId: string): Promise<ClassVideos> =>
  v.parse(classVideos, await (await hr.get(`/api/classes/${classId}/videos`)).json())
