import type { Milliseconds } from '../../record/fields'
import { Taken } from '../overlap'
import type { SpanAt } from '../read-chain'
import type { SeatRecord, SeatRule, Shown } from './inquiry'
import { during, least, length, listed, most, sum } from './say'
import { thresholds } from './thresholds'

/** Rules over what of a lesson was played, against how long. */

interface LessonPlayed {
  title: string
  spans: SpanAt[]
  /** Media that passed, ms, again and again. */
  media: Milliseconds
  /** Different parts of it, ms. */
  covered: Milliseconds
}

/** Played media lesson by lesson, or by whatever else tells apart. Live media has no parts. */
export function lessonsOf(
  { chains }: SeatRecord,
  keyOf: (at: SpanAt) => string = ({ view }) => lessonKey(view),
): Map<string, LessonPlayed> {
  const lessons = new Map<string, SpanAt[]>()
  for (const at of chains.flatMap(({ spans }) => spans)) {
    if (at.view.media === 'live' || at.span.to <= at.span.from) continue
    const key = keyOf(at)
    const spans = lessons.get(key)
    if (spans) spans.push(at)
    else lessons.set(key, [at])
  }
  return new Map([...lessons].map(([key, spans]) => [key, played(spans)]))
}

export const lessonKey = ({ site, course, lesson }: Pick<SpanAt['view'], 'site' | 'course' | 'lesson'>): string =>
  JSON.stringify([site, course.key, lesson.key])

function played(spans: SpanAt[]): LessonPlayed {
  const parts = new Taken()
  let covered = 0
  for (const { span } of spans)
    for (const { from, to, free } of parts.take(span.from, span.to)) if (free) covered += to - from
  return {
    title: spans[0]?.view.lesson.title ?? '',
    spans,
    media: sum(spans.map(({ span }) => span.to - span.from)),
    covered,
  }
}

const durationsOf = ({ chains }: SeatRecord) => new Map(chains.flatMap(({ durations }) => [...durations]))

const when = ({ spans }: LessonPlayed) =>
  during(least(spans.map(({ span }) => span.wall)), most(spans.map(({ span }) => span.wall + span.ms)))
const others = (count: number) => (count > 1 ? `；另有 ${count - 1} 个课节也是这样` : '')

export const mediaRepeated: SeatRule = {
  code: 'media-repeated',
  find(seat): Shown | undefined {
    const { ms, times } = thresholds.repeated
    // Where a rule cannot tell lessons apart, the length of their media may.
    const durations = durationsOf(seat)
    const keyOf = ({ view, viewHash }: SpanAt) => `${lessonKey(view)}/${durations.get(viewHash) ?? ''}`
    const found = [...lessonsOf(seat, keyOf).values()]
      .filter(({ media, covered }) => media >= ms && media >= covered * times)
      .sort((a, b) => b.media - a.media)
    const [first] = found
    if (!first) return undefined
    return {
      detail: `${when(first)}，“${first.title}”共播放 ${length(first.media)}，其中不同的部分只有 ${length(first.covered)}${others(found.length)}`,
      entries: listed(found.flatMap(({ spans }) => spans)),
    }
  },
}

export const mediaTooShort: SeatRule = {
  code: 'media-too-short',
  find(seat): Shown | undefined {
    const { ms, share, times } = thresholds.tooShort
    const durations = durationsOf(seat)
    const found = [...lessonsOf(seat).values()].flatMap((lesson) => {
      const own = most(lesson.spans.map(({ view }) => view.lesson.duration ?? 0))
      const media = most(lesson.spans.map(({ viewHash }) => durations.get(viewHash) ?? 0))
      const odd = media > 0 && media < own * share && lesson.media >= ms && lesson.media > media * times
      return odd ? [{ ...lesson, own, length: media }] : []
    })
    const [first] = found.sort((a, b) => b.media - a.media)
    if (!first) return undefined
    return {
      detail: `${when(first)}，课节“${first.title}”标明 ${length(first.own)}，播放的视频只有 ${length(first.length)}，反复播放共 ${length(first.media)}${others(found.length)}`,
      entries: listed(found.flatMap(({ spans }) => spans)),
    }
  },
}
