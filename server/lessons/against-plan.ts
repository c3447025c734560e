import { eq, sql } from 'drizzle-orm'
import * as v from 'valibot'
import type { LessonPlan, LessonRow } from '../../shared/api/lessons'
import { dayOf } from '../../shared/calendar/beijing'
import type { PlanDetails } from '../../shared/plan/plan'
import { settledCourses } from '../../shared/plan/settle'
import { type Actor, requireRole } from '../access/actor'
import type { Deps } from '../deps'
import { shownOfSeat } from '../study/totals'
import { classOf, type TrainingClass } from '../training/class-of'
import { planOf } from '../training/plan/plan-row'
import { waitingRows } from './from-timetable'
import { type HeldLesson, lessonsOf } from './held'
import { rowsOf } from './lesson-rows'

/** What the plan asks of lessons held at a time, what was held of it, and what does not agree. */
export async function lessonPlanOf(deps: Deps, actor: Actor, classId: string): Promise<LessonPlan> {
  requireRole(actor, 'teacher', 'auditor')
  const { store, clock } = deps
  const trained = await classOf(store, classId, actor.organisation)
  const { details } = await planOf(store.read, store, trained.plan.id, actor.organisation)
  const lessons = await lessonsOf(store.read, store.t, classId)
  const courses = coursesOf(trained, details, lessons, clock.now())
  const names = (all: readonly string[]) => [...new Set(all.map((one) => one.trim()).filter((one) => one !== ''))]
  return {
    courses,
    teachers: names([...details.teachers.map(({ name }) => name), ...lessons.map(({ teacher }) => teacher)]),
    places: names([
      details.place,
      ...details.timetable.map(({ place }) => place),
      ...lessons.map(({ place }) => place),
      ...details.platforms.map(({ name }) => name),
    ]).slice(0, 50),
    waiting: waitingRows(details, lessons).length,
    practiceDue: await practiceDueIn(deps, classId),
    notes: notesOf(trained, courses, await rowsOf(deps, classId, lessons)),
  }
}

/** By the plan as it was filed; of a class whose plan is filed elsewhere, by its courses and the lessons held. */
function coursesOf(
  { plan }: TrainingClass,
  details: PlanDetails,
  lessons: readonly HeldLesson[],
  now: number,
): LessonPlan['courses'] {
  const filed = settledCourses(details)
  return plan.courses.map(({ key, title, hours }) => {
    const mine = lessons.filter(({ course, cancelled }) => course === key && cancelled === undefined)
    const sum = (all: readonly HeldLesson[]) =>
      String(Math.round(all.reduce((total, one) => total + Number(one.hours), 0) * 100) / 100)
    const course = details.courses[filed.findIndex((one) => one.key === key)]
    return {
      ...{ key, title, lessons: mine.length, ...(hours !== undefined && { hours }) },
      ...{ practice: course?.kind === 'practice', online: course?.online !== false },
      live: course?.online === true && course.form === 'live',
      held: sum(mine.filter(({ to, makesUp }) => to <= now && makesUp === undefined)),
      coming: sum(mine.filter(({ to, makesUp }) => to > now && makesUp === undefined)),
    }
  })
}

/** Order and ratio against the plan, each a sentence. */
export function notesOf(
  { plan }: TrainingClass,
  courses: LessonPlan['courses'],
  lessons: readonly LessonRow[],
): string[] {
  const held = lessons.filter(({ cancelled }) => cancelled === undefined)
  const apart = courses.flatMap(({ title, hours, held: done, coming, lessons: count, online, live }) => {
    const all = Number(done) + Number(coming)
    if (hours === undefined || (online && !live) || (count === 0 && all === 0)) return []
    const differs = Math.round((all - Number(hours)) * 100) / 100
    if (differs === 0) return []
    return [`“${title}”计划 ${hours} 课时，已安排 ${all} 课时，${differs > 0 ? '多' : '少'} ${Math.abs(differs)} 课时`]
  })
  const none = courses
    .filter(({ online, live, lessons: count }) => (!online || live) && count === 0)
    .map(({ title, online }) => `“${title}”是${online ? '直播' : '线下'}课，还没有安排上课时间`)
  const outside = held
    .filter((one) => one.outside)
    .map(({ content, from }) => `${dayOf(from)} 的“${content}”不在培训期（${plan.period.from} 至 ${plan.period.to}）内`)
  const early = held
    .filter((one) => one.early > 0)
    .map(
      ({ content, from, early: people }) =>
        `${dayOf(from)} 的“${content}”有 ${people} 人在线上理论完成之前参加实训，按规则不计入`,
    )
  return [...shareNotes(plan, courses), ...none, ...apart, ...outside, ...early]
}

/** Online class hours beside all of them, as planned: what the policy allows at most. */
function shareNotes({ policy }: TrainingClass['plan'], courses: LessonPlan['courses']): string[] {
  const sum = (all: LessonPlan['courses']) => all.reduce((total, { hours }) => total + Number(hours ?? 0), 0)
  const [online, whole] = [sum(courses.filter((one) => one.online)), sum(courses)]
  const most = policy.onlineShare ?? 1000
  if (whole === 0 || online * 1000 <= whole * most) return []
  const share = Math.round((online * 1000) / whole) / 10
  return [`计划中线上占 ${share}%（${online}/${whole} 课时），认定规则至多 ${most / 10}%`]
}

const withPractice = v.pick(shownOfSeat, ['practiceDue'])

/** People still on the roster who are 理论完成，待实训. */
async function practiceDueIn({ store: { t, read } }: Deps, classId: string): Promise<number> {
  const rows = await read
    .select({ shown: t.seatTotal.shown })
    .from(t.seatTotal)
    .innerJoin(t.seat, eq(t.seat.id, t.seatTotal.seat))
    .where(sql`${t.seatTotal.class} = ${classId} AND ${t.seat.leftAt} IS NULL`)
  return rows.filter(({ shown }) => v.parse(withPractice, JSON.parse(shown)).practiceDue === true).length
}
