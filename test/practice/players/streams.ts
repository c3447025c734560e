import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const lesson = path.join(import.meta.dirname, '../media/lesson-60.mp4')
let folder: string | undefined

/** So much of a live stream is there when it is first asked for, and so many parts stand in its playlist. */
const BEFORE = 12
const WINDOW = 4
let began: number | undefined

/** The lesson as a live stream: a playlist of the newest parts, without an end, that starts over when the lesson is through. Undefined without ffmpeg. */
export function livePlaylist(now = Date.now()): string | undefined {
  const made = streams()
  if (!made) return undefined
  const parts = [...readFileSync(path.join(made, 'lesson.m3u8'), 'utf8').matchAll(/#EXTINF:([\d.]+),\n(\S+)/g)].map(
    ([, seconds, name]) => ({ seconds: Number(seconds), name }),
  )
  began ??= now
  const there: { seconds: number; name: string | undefined; n: number }[] = []
  let left = BEFORE + (now - began) / 1000
  for (let n = 0; ; n++) {
    const part = parts[n % parts.length]
    if (!part || left < part.seconds) break
    left -= part.seconds
    there.push({ ...part, n })
  }
  const shown = there.slice(-WINDOW)
  const again = (n: number) => n > 0 && n % parts.length === 0
  return [
    '#EXTM3U',
    '#EXT-X-VERSION:3',
    `#EXT-X-TARGETDURATION:${Math.ceil(Math.max(...parts.map(({ seconds }) => seconds)))}`,
    `#EXT-X-MEDIA-SEQUENCE:${shown[0]?.n ?? 0}`,
    `#EXT-X-DISCONTINUITY-SEQUENCE:${Math.floor((shown[0]?.n ?? 0) / parts.length)}`,
    ...shown.flatMap(({ seconds, name, n }, i) => [
      ...(again(n) && i > 0 ? ['#EXT-X-DISCONTINUITY'] : []),
      `#EXTINF:${seconds},`,
      name ?? '',
    ]),
    '',
  ].join('\n')
}

/** The lesson as HLS (`lesson.m3u8` and its parts) and as FLV, made by ffmpeg without encoding anew; undefined where there is no ffmpeg. */
export function streams(): string | undefined {
  if (folder !== undefined) return folder === '' ? undefined : folder
  const made = mkdtempSync(path.join(tmpdir(), 'xueji-streams-'))
  process.once('exit', () => rmSync(made, { recursive: true, force: true }))
  const run = (...args: string[]) =>
    spawnSync('ffmpeg', ['-v', 'error', '-y', '-i', lesson, '-c', 'copy', ...args], { cwd: made }).status === 0
  const done =
    run('-f', 'hls', '-hls_time', '4', '-hls_list_size', '0', 'lesson.m3u8') &&
    run('-flvflags', 'add_keyframe_index', '-f', 'flv', 'lesson.flv')
  folder = done ? made : ''
  return done ? made : undefined
}
