import type { Milliseconds } from '../../record/fields'
import { planCourse } from '../span-reason'
import type { Knowledge, Link, SeatRecord, SeatRule, Shown } from './inquiry'
import { lessonKey, lessonsOf } from './repeated'
import { at, length, listed, sum } from './say'
import { thresholds } from './thresholds'

/** Rules that hold our record against what platforms and their files say. */

/** What the platform showed of a lesson, in thousandths, at a moment. */
interface Claimed extends Link {
  at: Milliseconds
  title: string
  progress: number
}

/** Progress that grew between two readings of ours, against what was played meanwhile. What stood there before we came is nobody's business. */
export const progressWithoutPlaying: SeatRule = {
  code: 'progress-without-playing',
  find(seat): Shown | undefined {
    const lessons = lessonsOf(seat)
    const found = [...claims(seat)].flatMap(([key, claimed]) => {
      const duration = durationOf(seat, key)
      const [first] = claimed
      if (!first || duration === 0) return []
      const grown = claimed.reduce((high, { progress }) => Math.max(high, progress), 0) - first.progress
      const claim = (duration * grown) / 1000
      const played = lessons.get(key)?.covered ?? 0
      const missing = claim - played
      return missing > thresholds.progress.ms && played < claim * thresholds.progress.share
        ? [{ claimed, grown, missing, played, duration, first }]
        : []
    })
    const [worst] = found.sort((a, b) => b.missing - a.missing || a.first.at - b.first.at)
    if (!worst) return undefined
    const { first, grown, duration, played } = worst
    return {
      detail: `${at(first.at)}起，平台显示“${first.title}”（${length(duration)}）的进度增加了 ${grown / 10}%，本软件只记到播放 ${length(played)}${found.length > 1 ? `；另有 ${found.length - 1} 个课节也是这样` : ''}`,
      entries: listed(found.flatMap(({ claimed }) => claimed)),
    }
  },
}

function claims({ chains }: SeatRecord): Map<string, Claimed[]> {
  const all = chains
    .flatMap(({ shown }) =>
      shown.flatMap(({ chain, seq, at, view, progress: text, finished }) => {
        const progress = finished ? 1000 : thousandths(text, view.lesson.duration)
        return progress === undefined
          ? []
          : [{ chain, seq, at, title: view.lesson.title, key: lessonKey(view), progress }]
      }),
    )
    .sort((a, b) => a.at - b.at || (a.chain < b.chain ? -1 : a.chain > b.chain ? 1 : a.seq - b.seq))
  const lessons = new Map<string, Claimed[]>()
  for (const { key, ...claim } of all) {
    const known = lessons.get(key)
    if (known) known.push(claim)
    else lessons.set(key, [claim])
  }
  return lessons
}

/** `85%`, or learned time such as `02:00` of a lesson whose length is known; what else a page may write is not understood, and says nothing. */
function thousandths(progress = '', duration = 0): number | undefined {
  const [, number] = /^\s*(\d{1,3}(?:\.\d+)?)\s*[%％]\s*$/.exec(progress) ?? []
  if (number !== undefined) return Math.min(1000, Math.round(Number(number) * 10))
  if (duration === 0 || !/^\s*\d{1,3}(:[0-5]\d){1,2}\s*$/.test(progress)) return undefined
  const seconds = progress.split(':').reduce((sum, part) => sum * 60 + Number(part), 0)
  return Math.min(1000, Math.round((seconds * 1_000_000) / duration))
}

/** Of a lesson, as the player or the page says; 0 where nobody does. */
function durationOf({ chains }: SeatRecord, key: string): Milliseconds {
  let longest = 0
  for (const { spans, durations } of chains)
    for (const { view, viewHash } of spans)
      if (lessonKey(view) === key) longest = Math.max(longest, durations.get(viewHash) ?? view.lesson.duration ?? 0)
  return longest
}

/**
 * Progress in file and record, seat by seat: both ways, for a platform that shows less than we saw is as odd. Lists of who was in
 * a live class are no record of what we look at, and differ from it by nature.
 */
export const importedDiffers: SeatRule = {
  code: 'imported-differs',
  find(seat, { facts }): Shown | undefined {
    const imported = facts.imported.filter(
      (one) => one.seat === seat.seat && one.source === '乙' && one.kind !== 'attendance',
    )
    if (imported.length === 0) return undefined
    const theirs = sum(imported.map(({ seconds }) => seconds)) * 1000
    const credited = sum(seat.days.map((day) => day.credited))
    const played = sum(seat.chains.flatMap(({ spans }) => spans.map(({ span }) => span.ms)))
    const far = (a: number, b: number) => a - b > thresholds.imported.ms && a - b > a * thresholds.imported.share
    if (!far(theirs, played) && !far(credited, theirs)) return undefined
    return {
      detail: `平台出具的学习记录共 ${length(theirs)}，本软件记到播放 ${length(played)}，其中有效时长 ${length(credited)}`,
      entries: listed(seat.chains.flatMap(({ spans }) => spans.slice(0, 1))),
    }
  },
}

export const scoreWithoutStudy: SeatRule = {
  code: 'score-without-study',
  find(seat, known): Shown | undefined {
    const found = seat.chains
      .flatMap(({ read }) => read.scores)
      .flatMap((one) => {
        const course = planCourse(one.score, known.facts.courses)
        if (!course) return []
        const before = creditedBefore(seat, known, course.key, one.at)
        const planned = Number(course.hours ?? 0) * known.policy.minutesPerHour * 60_000
        const least = planned > 0 ? planned * thresholds.score.share : thresholds.score.ms
        return before < least ? [{ ...one, course, before }] : []
      })
      .sort((a, b) => a.at - b.at || (a.chain < b.chain ? -1 : a.chain > b.chain ? 1 : a.seq - b.seq))
    const [first] = found
    if (!first) return undefined
    return {
      detail: `${at(first.at)}，“${first.course.title}”取得成绩 ${first.score.value}，此前这门课的有效时长只有 ${length(first.before)}${found.length > 1 ? `；这样的成绩共 ${found.length} 个` : ''}`,
      entries: listed(found),
    }
  },
}

function creditedBefore(seat: SeatRecord, { facts }: Knowledge, course: string, at: Milliseconds): Milliseconds {
  const mine = new Set(
    seat.chains.flatMap(({ spans }) =>
      spans.flatMap(({ view, viewHash }) => (planCourse(view, facts.courses)?.key === course ? viewHash : [])),
    ),
  )
  return sum(
    seat.days.flatMap(({ pieces }) =>
      pieces
        .filter((piece) => !piece.reason && mine.has(piece.view) && piece.from < at)
        .map((piece) => Math.min(piece.to, at) - piece.from),
    ),
  )
}
