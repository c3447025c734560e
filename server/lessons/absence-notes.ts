import { asc, inArray } from 'drizzle-orm'
import * as v from 'valibot'
import type { Deps } from '../deps'

/** What was written down of one seat at one lesson: 请假 or 补学 that holds. */
export interface AbsenceNote {
  lesson: string
  seat: string
  kind: 'leave' | 'made-up'
  reason: string
  evidence?: string
  by: string
  at: number
}

export const absenceBody = v.object({ reason: v.string() })

/** Of these lessons: the newest of each kind that nobody withdrew since. Reasons may speak of health and lie encrypted. */
export async function absenceNotes(
  { store: { t, read }, secrets }: Pick<Deps, 'store' | 'secrets'>,
  lessons: readonly string[],
): Promise<AbsenceNote[]> {
  if (lessons.length === 0) return []
  const rows = await read
    .select()
    .from(t.lessonAbsence)
    .where(inArray(t.lessonAbsence.lesson, [...lessons]))
    .orderBy(asc(t.lessonAbsence.at), asc(t.lessonAbsence.id))
  const holds = new Map<string, AbsenceNote>()
  for (const { id, lesson, seat, kind, bodyCipher, evidence, by, at } of rows) {
    const place = `${lesson}\n${seat}\n`
    if (kind === 'withdrawn') {
      holds.delete(`${place}leave`)
      holds.delete(`${place}made-up`)
    } else {
      const { reason } = v.parse(absenceBody, JSON.parse(secrets.decrypt(bodyCipher, id)))
      const note = { lesson, seat, kind: kind === 'leave' ? ('leave' as const) : ('made-up' as const), reason, by, at }
      holds.set(place + note.kind, { ...note, ...(evidence !== null && { evidence }) })
    }
  }
  return [...holds.values()]
}
