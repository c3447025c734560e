import { randomUUID } from 'node:crypto'
import { instantOf } from '../../shared/calendar/beijing'
import { HOURS, type PlanDetails, type PlanLesson } from '../../shared/plan/plan'
import { settledCourses } from '../../shared/plan/settle'
import { type Actor, requireRole } from '../access/actor'
import { recordAudit } from '../access/audit'
import type { Deps } from '../deps'
import { planOf } from '../training/plan/plan-row'
import { type HeldLesson, lessonsOf } from './held'
import { openClass, writeVersion } from './save-lesson'

type Planned = Omit<HeldLesson, 'id' | 'version' | 'class'> & { timetable: string }

/**
 * Makes a lesson of every row of the plan's timetable whose course is taught live or in a room and that none was made of yet. Audited.
 * Returns how many. Throws `not-found`, `conflict`.
 */
export async function lessonsFromTimetable(deps: Deps, actor: Actor, classId: string): Promise<number> {
  requireRole(actor, 'hr')
  const { store, clock } = deps
  const trained = await openClass(deps, actor, classId)
  return store.tx(async (q) => {
    const { details } = await planOf(q, store, trained.plan.id, actor.organisation)
    const rows = waitingRows(details, await lessonsOf(q, store.t, classId))
    for (const row of rows) await writeVersion(deps, q, actor, { ...row, id: randomUUID(), version: 1, class: classId })
    if (rows.length > 0) await recordAudit(q, store, clock, actor, 'lesson.timetable', classId, { rows: rows.length })
    return rows.length
  })
}

/** Rows of a timetable that say everything a lesson needs, and of which none was made. */
export function waitingRows(details: PlanDetails, made: readonly HeldLesson[]): Planned[] {
  const known = new Set(made.map(({ timetable }) => timetable))
  return details.timetable.flatMap((row) => (known.has(row.id) ? [] : (plannedOf(details, row) ?? [])))
}

function plannedOf(details: PlanDetails, row: PlanLesson): Planned | undefined {
  const at = details.courses.findIndex(({ id }) => id === row.course)
  const course = details.courses[at]
  if (!course || (course.online && course.form === 'recorded')) return undefined
  const [from, to] = [instantOf(row.date, row.from), instantOf(row.date, row.to)]
  if (from === undefined || to === undefined || to <= from || !HOURS.test(row.hours)) return undefined
  const platform = details.platforms.find(({ site }) => site === course.site)?.name
  return {
    ...{ form: course.online ? 'live' : 'offline', practice: course.kind === 'practice', timetable: row.id },
    course: settledCourses(details)[at]?.key ?? '',
    content: row.content.trim() || course.title.trim(),
    teacher: details.teachers.find(({ id }) => id === row.teacher)?.name.trim() || '未定',
    place: row.place.trim() || (course.online ? platform?.trim() : details.place.trim()) || '未定',
    ...{ from, to, hours: row.hours, recording: '', remark: '' },
  }
}
