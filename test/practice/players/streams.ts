import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const lesson = path.join(import.meta.dirname, '../media/lesson-60.mp4')
let folder: string | undefined

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
