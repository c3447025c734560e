import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { removeDir } from '../../test/support/server'
import { probe } from './probe'

const media = (name: string) => fileURLToPath(new URL(`../../test/practice/media/${name}`, import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'xueji-probe-'))
afterAll(() => removeDir(folder))
const cut = (name: string, bytes: number) => {
  const path = join(folder, name)
  writeFileSync(path, readFileSync(media(name)).subarray(0, bytes))
  return path
}

describe('what a video file says of itself', () => {
  it('is its container and its length, of MP4 and WebM', async () => {
    expect(await probe(media('lesson-60.mp4'))).toEqual({ format: 'MPEG-4', length: 60_000 })
    const webm = await probe(media('lesson-75.webm'))
    expect(webm).toMatchObject({ format: 'WebM' })
    expect(Math.round(webm.length / 1000)).toBe(75)
  })
  it('is refused where its end is missing, though its header tells the whole length', async () => {
    for (const [name, bytes] of [
      ['lesson-60.mp4', 100_000],
      ['lesson-75.webm', 200_000],
    ] as const)
      await expect(probe(cut(name, bytes)), name).rejects.toMatchObject({
        code: 'file-refused',
        message: expect.stringContaining('不完整'),
      })
  })
  it('is refused where there is no picture, and where there is no video at all', async () => {
    await expect(probe(media('listening-60.mp3'))).rejects.toThrow('没有画面')
    await expect(probe(media('make.sh'))).rejects.toThrow('不是视频')
    await expect(probe(cut('lesson-90.mp4', 0))).rejects.toThrow('不是视频')
  })
})
