import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

/** Of objects of JavaScript, MB; with nothing to do the desk of a test holds half of it. */
const HEAP_MEGABYTES = 256
const child = fileURLToPath(new URL('desk-child.fixture.ts', import.meta.url))

it('packages whose facts would fill the server are refused for that, and one that is kept already ends nothing', async () => {
  const argv = [`--max-old-space-size=${HEAP_MEGABYTES}`, '--import', 'tsx', child]
  const { stdout } = await promisify(execFile)(process.execPath, argv)
  const refused = [
    'refused',
    expect.stringMatching(/^超出核验的上限，没有收件：data\/classes\/[^/]+\/facts\.json 太大或嵌套太深。/),
  ]
  expect(JSON.parse(stdout)).toEqual({
    came: [refused, refused, refused],
    compared: true,
    without: '资料包里没有这个人的学习记录',
  })
}, 120_000)
