import { timingSafeEqual } from 'node:crypto'
import type { LessonCode } from '../../shared/api/lessons'
import type { Milliseconds } from '../../shared/record/fields'
import { type Actor, requireRole } from '../access/actor'
import { rotatingCode } from '../access/second-factor'
import type { Deps } from '../deps'
import type { Secrets } from '../keys'
import { type HeldLesson, lessonOfOrganisation } from './held'
import { heldIn, rollOf, rowOf } from './lesson-rows'

/** The code on the trainer's screen changes so often. */
const STEP: Milliseconds = 30_000
/** Of one step before holds too: six digits are read off a wall and typed. None of a step to come. */
const SLACK = 1
/** Codes hold from so long before the lesson to so long after it, for who comes early and who runs over. */
export const BEFORE: Milliseconds = 3_600_000
export const AFTER: Milliseconds = 7_200_000

export const codesHold = ({ from, to, cancelled }: HeldLesson, now: number): boolean =>
  cancelled === undefined && now >= from - BEFORE && now <= to + AFTER

/** Six digits of a lesson, of which everybody in the room sees the same: derived, never stored (RFC 6238 over SHA-256). */
export class LessonCodes {
  constructor(readonly secrets: Pick<Secrets, 'index'>) {}

  show(lesson: string, now: number): { code: string; until: number } {
    const step = Math.floor(now / STEP)
    return { code: rotatingCode(this.#secret(lesson), step, 'sha256'), until: (step + 1) * STEP }
  }

  confirms(lesson: string, code: string, now: number): boolean {
    const step = Math.floor(now / STEP)
    const typed = Buffer.from(code)
    return Array.from({ length: SLACK + 1 }, (_, i) => step - i).some((one) => {
      const right = Buffer.from(rotatingCode(this.#secret(lesson), one, 'sha256'))
      return right.length === typed.length && timingSafeEqual(right, typed)
    })
  }

  #secret(lesson: string): Uint8Array {
    return Buffer.from(this.secrets.index('lesson', lesson), 'base64url')
  }
}

/** What the trainer's screen shows now: the code while it holds, and how many are in. Throws `not-found`. */
export async function showLessonCode(deps: Deps, actor: Actor, id: string): Promise<LessonCode> {
  requireRole(actor, 'teacher')
  const { store, clock, secrets, publicUrl } = deps
  const lesson = await lessonOfOrganisation(store.read, store.t, id, actor.organisation)
  const held = await heldIn(deps, lesson.class, [lesson])
  const at = clock.now()
  const { code, until } = new LessonCodes(secrets).show(id, at)
  const holds = codesHold(lesson, at)
  return {
    ...{
      lesson: rowOf(held, lesson, rollOf(held, lesson)),
      until,
      at,
      opens: lesson.from - BEFORE,
      closes: lesson.to + AFTER,
    },
    ...(holds && { code }),
    link: holds ? `${publicUrl}/my?code=${code}` : `${publicUrl}/my`,
  }
}
