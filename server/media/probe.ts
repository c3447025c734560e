import { open } from 'node:fs/promises'
import mediaInfoFactory from 'mediainfo.js'
import * as v from 'valibot'
import { Refused } from '../ledger/accept'

/** What a video file says of itself. */
export interface Probed {
  /** Container, as MediaInfo names it: `MPEG-4`, `WebM`, `Flash Video`. */
  format: string
  /** Of its playing, ms. */
  length: number
}

const track = v.looseObject({
  '@type': v.string(),
  Format: v.optional(v.string()),
  /** Seconds. */
  Duration: v.optional(v.number()),
  extra: v.optional(v.looseObject({ IsTruncated: v.optional(v.string()) })),
})
const answer = v.looseObject({ media: v.optional(v.looseObject({ track: v.array(track) })) })

/**
 * Reads container and length of a video, whatever format it is recorded in: headers and index alone, not all of it. Throws `file-refused`
 * for what is no video, has no picture, lacks its end, or does not say how long it is.
 */
export async function probe(path: string): Promise<Probed> {
  const reader = await mediaInfoFactory({ format: 'object' })
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const result = await reader.analyzeData(size, async (length, offset) => {
      const chunk = new Uint8Array(length)
      const { bytesRead } = await file.read(chunk, 0, length, offset)
      return chunk.subarray(0, bytesRead)
    })
    return judged(v.parse(answer, result).media?.track ?? [])
  } finally {
    await file.close()
    reader.close()
  }
}

function judged(tracks: readonly v.InferOutput<typeof track>[]): Probed {
  const general = tracks.find((one) => one['@type'] === 'General')
  const video = tracks.find((one) => one['@type'] === 'Video')
  if (!general?.Format || tracks.length < 2)
    throw refused('不是视频，或者文件已损坏。请确认选的是授课录像，能在电脑上播放后再上传')
  if (!video) throw refused('里面没有画面（可能是录音）。授课全程视频要有画面，请换成录像文件')
  if (general.extra?.IsTruncated === 'Yes')
    throw refused('不完整，后面缺了一段（复制或下载时断过）。请重新复制原文件，确认能播放到最后再上传')
  // The picture's own: of some containers the longest track counts, and a sound track may be measured wrongly.
  const seconds = video.Duration ?? general.Duration
  if (!seconds || seconds <= 0) throw refused('读不出时长，录制可能没有正常结束。请用录制软件修复或重新导出后再上传')
  return { format: general.Format, length: Math.round(seconds * 1000) }
}

const refused = (why: string) => new Refused('file-refused', `这个文件${why}`)
