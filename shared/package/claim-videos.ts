import { videosFile } from './claim-layout'
import { files } from './layout'
import { parseFile } from './parse'
import type { Checks } from './report'

const ways = { undertaking: '平台承诺留存', waiver: '人社局免交', none: '没有视频' } as const

/** Lecture videos as the claim lists them: their bytes lie in a package of their own, which is verified beside this one. */
export function checkVideos(text: string | undefined, checks: Checks): void {
  if (text === undefined) return
  const parsed = parseFile(videosFile, text)
  checks.add('可用性', '授课视频清单能读出', 'problem' in parsed ? [`${files.videos} ${parsed.problem}`] : [])
  if ('problem' in parsed) return
  const { lessons } = parsed.value
  const listed = new Set(lessons.flatMap((lesson) => lesson.files.map(({ sha256 }) => sha256)))
  const others = (['undertaking', 'waiver', 'none'] as const).flatMap((how) => {
    const count = lessons.filter((lesson) => lesson.how === how).length
    return count > 0 ? [`${ways[how]} ${count} 课节`] : []
  })
  checks.note(
    `授课视频 ${listed.size} 个，在“视频”资料包里，请一并核对（--videos）${others.length > 0 ? `；${others.join('，')}` : ''}`,
  )
}
