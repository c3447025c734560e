import { expect, test } from 'vitest'
import { createPractice } from './app'
import { readRange } from './serve-file'

const media = 'http://px.class.com.cn/media/lesson-60.mp4?auth_key=1'
const get = (range?: string) => createPractice().request(media, range ? { headers: { range } } : {})

test('media comes whole, with its type, and says that it takes ranges', async () => {
  const answer = await get()
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('video/mp4')
  expect(answer.headers.get('accept-ranges')).toBe('bytes')
  expect((await answer.arrayBuffer()).byteLength).toBe(Number(answer.headers.get('content-length')))
})

test('a byte range comes as exactly these bytes', async () => {
  const whole = new Uint8Array(await (await get()).arrayBuffer())
  const answer = await get('bytes=100-199')
  expect(answer.status).toBe(206)
  expect(answer.headers.get('content-range')).toBe(`bytes 100-199/${whole.length}`)
  expect(new Uint8Array(await answer.arrayBuffer())).toEqual(whole.subarray(100, 200))
})

test('a range past the end is refused with the size', async () => {
  const answer = await get('bytes=99999999-')
  expect(answer.status).toBe(416)
  expect(answer.headers.get('content-range')).toMatch(/^bytes \*\/\d+$/)
})

test('open and suffix ranges are read, several at once are not', () => {
  expect(readRange('bytes=10-', 100)).toEqual({ first: 10, last: 99 })
  expect(readRange('bytes=-10', 100)).toEqual({ first: 90, last: 99 })
  expect(readRange('bytes=10-500', 100)).toEqual({ first: 10, last: 99 })
  expect(readRange('bytes=0-1,5-6', 100)).toBeUndefined()
  expect(readRange('bytes=-', 100)).toBeUndefined()
})

test('a name outside the media folder is not served', async () => {
  expect((await createPractice().request('http://px.class.com.cn/media/make.sh')).status).toBe(404)
})

test.each(['videojs/video.min.js', 'videojs-lang/zh-CN.js', 'px/player.js', 'frames/kinds.js'])(
  'the script %s is served',
  async (name) => {
    const answer = await createPractice().request(`http://px.class.com.cn/assets/${name}`)
    expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
  },
)
