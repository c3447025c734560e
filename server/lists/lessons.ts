import type { InferOutput } from 'valibot'
import type { LessonRow, lessonsQuery } from '../../shared/api/lessons'
import type { ListPage } from '../../shared/api/lists'
import { type Actor, requireRole } from '../access/actor'
import type { Deps } from '../deps'
import { lessonsOf } from '../lessons/held'
import { rowsOf } from '../lessons/lesson-rows'
import { classOf } from '../training/class-of'
import { cut } from './cut'

/** Lessons of a class that are held at a time, in their order unless asked otherwise, with the count of their rolls. */
export async function listLessons(
  deps: Pick<Deps, 'store' | 'secrets' | 'clock'>,
  actor: Actor,
  classId: string,
  query: InferOutput<typeof lessonsQuery>,
): Promise<ListPage<LessonRow>> {
  requireRole(actor, 'teacher', 'auditor')
  const { t, read } = deps.store
  await classOf(deps.store, classId, actor.organisation)
  const now = deps.clock.now()
  const by: Record<NonNullable<typeof query.sort>, (row: LessonRow) => string | number> = {
    from: ({ from }) => from,
    course: ({ courseTitle }) => courseTitle,
    teacher: ({ teacher }) => teacher,
  }
  return cut(await rowsOf(deps, classId, await lessonsOf(read, t, classId)), query, {
    search: query.search,
    text: ({ courseTitle, content, teacher, place }) => `${courseTitle} ${content} ${teacher} ${place}`,
    keep: query.filter === '' ? undefined : kept(now)[query.filter],
    by: by[query.sort ?? 'from'],
    order: query.order ?? 'up',
  })
}

const kept = (now: number) => ({
  coming: ({ to, cancelled }: LessonRow) => cancelled === undefined && to > now,
  held: ({ to, cancelled }: LessonRow) => cancelled === undefined && to <= now,
  unmarked: ({ to, cancelled, unmarked, open }: LessonRow) =>
    cancelled === undefined && to <= now && (unmarked || open > 0),
  live: ({ form }: LessonRow) => form === 'live',
  offline: ({ form }: LessonRow) => form === 'offline',
  cancelled: ({ cancelled }: LessonRow) => cancelled !== undefined,
})
