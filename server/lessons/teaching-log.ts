import { eq } from 'drizzle-orm'
import * as v from 'valibot'
import { dayOf, showClock } from '../../shared/calendar/beijing'
import type { PlanDetails } from '../../shared/plan/plan'
import { settledCourses } from '../../shared/plan/settle'
import { foldedDay } from '../../shared/study/fold'
import type { Deps } from '../deps'
import { type LessonVideo, lessonVideos } from '../media/lesson-videos'
import type { TrainingClass } from '../training/class-of'
import { planOf } from '../training/plan/plan-row'
import { expectedAt } from './expected'
import { type HeldLesson, lessonsOf } from './held'
import { heldIn, type LessonsHeld, rollOf } from './lesson-rows'

/** A row of the 授课记录: a lesson that was held, or a course as it was watched. */
export interface TaughtLesson {
  /** Beijing days; the same where it was held once. */
  from: string
  to: string
  /** `08:30-10:00`; empty for a recorded course. */
  hours: string
  course: string
  content: string
  /** 课时, a decimal, as planned or held. */
  classHours: string
  form: 'live' | 'recorded' | 'offline'
  practice: boolean
  teacher: string
  /** Platform or place. */
  place: string
  expected: number
  present: number
  /** Numbers and names of who was missing. */
  absent: readonly { number: string; name: string }[]
  /** Where its video is: a file's name and hash, an undertaking, a waiver; empty where there is none. */
  video: string
  remark: string
}

/**
 * 授课记录 of a class, from its plan, its teachers and what really happened, in order of time: every lesson that was held, with its roll, and
 * every recorded course from the first to the last day on which somebody of the class had credited time in it. What is still to come, was
 * cancelled, or was never watched is not in it.
 */
export async function teachingLog(deps: Deps, trained: TrainingClass): Promise<TaughtLesson[]> {
  const { t, read } = deps.store
  await deps.deriver.settle()
  const now = deps.clock.now()
  const lessons = (await lessonsOf(read, t, trained.id)).filter(
    ({ to, cancelled }) => to <= now && cancelled === undefined,
  )
  const held = await heldIn(deps, trained.id, lessons)
  const videos = await lessonVideos(deps, trained)
  const { details } = await planOf(read, deps.store, trained.plan.id, trained.organisation)
  const rows = [
    ...lessons.map((lesson) => heldRow(held, lesson, lessons, videos)),
    ...(await recordedRows(deps, trained, details, held, videos)),
  ]
  return rows.sort((a, b) => (`${a.from} ${a.hours}` < `${b.from} ${b.hours}` ? -1 : 1))
}

function heldRow(
  held: LessonsHeld,
  lesson: HeldLesson,
  all: readonly HeldLesson[],
  videos: readonly LessonVideo[],
): TaughtLesson {
  const { trained, everybody } = held
  const expected = new Set(expectedAt(everybody, lesson).map(({ seat }) => seat))
  const roll = rollOf(held, lesson)
  const there = roll.filter(({ state }) => state === 'present' || state === 'open')
  const missing = roll.filter((one) => expected.has(one.seat) && !there.includes(one))
  const leave = missing.filter((one) => one.leave)
  const made = all.find(({ id }) => id === lesson.makesUp)
  const unmarked = there.length === 0 && roll.every(({ state }) => state === 'unmarked')
  return {
    ...{ from: dayOf(lesson.from), to: dayOf(lesson.to) },
    hours: `${showClock(lesson.from).slice(0, 5)}-${showClock(lesson.to).slice(0, 5)}`,
    course: trained.plan.courses.find(({ key }) => key === lesson.course)?.title ?? lesson.course,
    ...{ content: lesson.content, classHours: lesson.hours, form: lesson.form, practice: lesson.practice },
    ...{ teacher: lesson.teacher, place: lesson.place },
    ...{
      expected: expected.size,
      present: there.length,
      absent: missing.map(({ number, name }) => ({ number, name })),
    },
    video: lesson.form === 'live' ? videoText(videos, lesson.course, lesson.id) || lesson.recording : '',
    remark: [
      lesson.remark,
      unmarked ? '未登记到课情况' : '',
      made ? `补 ${dayOf(made.from)} 的课` : '',
      leave.length > 0 ? `请假：${leave.map(({ name }) => name).join('、')}` : '',
    ]
      .filter((one) => one !== '')
      .join('；'),
  }
}

async function recordedRows(
  { store: { t, read } }: Deps,
  { id, plan }: TrainingClass,
  details: PlanDetails,
  { everybody }: LessonsHeld,
  videos: readonly LessonVideo[],
): Promise<TaughtLesson[]> {
  const watched = await read
    .select({ seat: t.studyDay.seat, day: t.studyDay.day, folded: t.studyDay.folded })
    .from(t.studyDay)
    .innerJoin(t.seat, eq(t.seat.id, t.studyDay.seat))
    .where(eq(t.seat.class, id))
  const days = watched.flatMap(({ seat, day, folded }) =>
    v
      .parse(foldedDay, JSON.parse(folded))
      .courses.filter(({ lessons }) => lessons.some(({ credited }) => credited > 0))
      .map(({ key }) => ({ seat, day, key })),
  )
  const filed = settledCourses(details)
  const present = everybody.filter(({ to }) => to === Number.POSITIVE_INFINITY)
  return plan.courses.flatMap(({ key, title, hours, site }): TaughtLesson[] => {
    const mine = days.filter((one) => one.key === key)
    const [from, to] = [
      mine.map(({ day }) => day).sort()[0],
      mine
        .map(({ day }) => day)
        .sort()
        .at(-1),
    ]
    if (from === undefined || to === undefined) return []
    const at = filed.findIndex((one) => one.key === key)
    const course = details.courses[at]
    const platform = details.platforms.find((one) => one.site.trim() === site)
    const there = new Set(mine.map(({ seat }) => seat))
    return [
      {
        ...{ from, to, hours: '', course: title, content: course?.lessons.join('、') || title },
        ...{ classHours: hours ?? '', form: course?.form === 'live' ? 'live' : 'recorded' },
        practice: course?.kind === 'practice',
        teacher: details.teachers
          .filter(({ courses }) => course !== undefined && courses.includes(course.id))
          .map(({ name }) => name)
          .join('、'),
        place: platform?.name.trim() || site,
        ...{ expected: present.length, present: present.filter(({ seat }) => there.has(seat)).length },
        absent: present.filter(({ seat }) => !there.has(seat)).map(({ number, name }) => ({ number, name })),
        video: videoText(videos, key) || lessonsWithVideo(videos, key),
        remark: '',
      },
    ]
  })
}

/** How the duty to keep the video is met, for a lesson of its own or for its whole course. */
function videoText(videos: readonly LessonVideo[], course: string, lesson?: string): string {
  const own = videos.filter((one) => one.course === course && one.lesson === lesson)
  const of = own.length > 0 ? own : videos.filter((one) => one.course === course && one.lesson === undefined)
  return of
    .map(textOf)
    .filter((one) => one !== '')
    .join('；')
}

/** Of a recorded course whose lessons have videos of their own: how many of them have one. */
function lessonsWithVideo(videos: readonly LessonVideo[], course: string): string {
  const all = videos.filter((one) => one.course === course && one.lesson !== undefined)
  const met = all.filter(({ how }) => how !== 'none')
  return met.length === 0 ? '' : `${met.length}/${all.length} 个课节有视频或说明`
}

function textOf({ how, files, reference }: LessonVideo): string {
  switch (how) {
    case 'file':
      return files.map(({ name, sha256 }) => `${name}（${sha256.slice(0, 8)}）`).join('、')
    case 'undertaking':
      return '平台承诺保存'
    case 'waiver':
      return reference ? `课程 ${reference.id}（人社局同意不另存）` : '人社局同意不另存'
    case 'none':
      return ''
  }
}
