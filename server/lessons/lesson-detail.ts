import type { LessonDetail } from '../../shared/api/lessons'
import { type Actor, requireRole } from '../access/actor'
import type { Deps } from '../deps'
import { lessonOfOrganisation } from './held'
import { heldIn, rollOf, rowOf } from './lesson-rows'

/** A lesson with its roll. Throws `not-found`. */
export async function lessonDetail(deps: Deps, actor: Actor, id: string): Promise<LessonDetail> {
  requireRole(actor, 'teacher', 'auditor')
  const { t, read } = deps.store
  const lesson = await lessonOfOrganisation(read, t, id, actor.organisation)
  const held = await heldIn(deps, lesson.class, [lesson])
  const people = rollOf(held, lesson)
  return { lesson: rowOf(held, lesson, people), people }
}
