import { randomUUID } from 'node:crypto'
import { inArray } from 'drizzle-orm'
import { type AbsenceRequest, type AbsenceRow, absenceKinds } from '../../shared/api/lessons'
import { dayOf } from '../../shared/calendar/beijing'
import { type Actor, requireRole } from '../access/actor'
import { recordAudit } from '../access/audit'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import { demandEvidence } from '../training/evidence'
import { everybodyOf } from './expected'
import { lessonsOf } from './held'
import { heldIn, rollOf } from './lesson-rows'
import { openClass } from './save-lesson'

/** 请假 or 补学 of somebody for lessons of their class, or that neither holds any more. Audited, and never changed. Throws `bad-request`, `conflict`. */
export async function recordAbsence(
  deps: Deps,
  actor: Actor,
  classId: string,
  { kind, seat, lessons, reason, evidence }: AbsenceRequest,
): Promise<void> {
  requireRole(actor, 'hr')
  const { store, clock, secrets } = deps
  const { t } = store
  await openClass(deps, actor, classId)
  await store.tx(async (q) => {
    await demandEvidence(q, store, actor.organisation, evidence)
    const known = await lessonsOf(q, t, classId)
    const everybody = await everybodyOf(q, t, classId)
    if (!everybody.some((one) => one.seat === seat)) throw new Refused('bad-request', '本班没有这个人')
    const at = clock.now()
    for (const id of new Set(lessons)) {
      const lesson = known.find((one) => one.id === id)
      if (!lesson || lesson.cancelled !== undefined) throw new Refused('bad-request', '选的课里有已取消的，请刷新页面')
      if (kind === 'made-up' && lesson.to > at)
        throw new Refused('bad-request', `“${lesson.content}”还没有上，不能登记补学`)
      const row = randomUUID()
      await q.insert(t.lessonAbsence).values({
        ...{ id: row, lesson: id, seat, kind, evidence: evidence ?? null, by: actor.member, at },
        bodyCipher: secrets.encrypt(JSON.stringify({ reason }), row),
      })
    }
    await recordAudit(q, store, clock, actor, 'absence.record', seat, {
      kind: absenceKinds[kind],
      rows: lessons.length,
    })
  })
}

/**
 * Every lesson that somebody of a class was not at or asked leave of. It is made up for by being at a lesson that was held again for it
 * (补课), or where that was written down.
 */
export async function absencesOf(
  deps: Pick<Deps, 'store' | 'secrets' | 'clock'>,
  classId: string,
): Promise<AbsenceRow[]> {
  const { t, read } = deps.store
  const lessons = (await lessonsOf(read, t, classId)).filter(({ cancelled }) => cancelled === undefined)
  const held = await heldIn(deps, classId, lessons)
  const names = await memberNames(
    deps,
    held.notes.map(({ by }) => by),
  )
  const there = new Set(
    held.presence.filter(({ state }) => state !== 'absent').map(({ lesson, seat }) => `${lesson}\n${seat}`),
  )
  const now = deps.clock.now()
  return lessons.flatMap((lesson): AbsenceRow[] => {
    const roll = rollOf(held, lesson)
    const called = roll.some(({ state }) => state !== 'unmarked')
    return roll.flatMap(({ seat, number, name, state, leave }): AbsenceRow[] => {
      const coming = lesson.to > now
      const missed = state === 'absent' || (state === 'unmarked' && called && !coming)
      if (!missed && !(leave && state === 'unmarked')) return []
      const note = (kind: 'leave' | 'made-up') =>
        held.notes.find((one) => one.lesson === lesson.id && one.seat === seat && one.kind === kind)
      const again = lessons.find((one) => one.makesUp === lesson.id && there.has(`${one.id}\n${seat}`))
      const [asked, written] = [note('leave'), note('made-up')]
      return [
        {
          ...{ seat, number, name, lesson: lesson.id, content: lesson.content, from: lesson.from, hours: lesson.hours },
          coming,
          ...(asked && {
            leave: {
              ...{ reason: asked.reason, by: names.get(asked.by) ?? '', at: asked.at },
              ...(asked.evidence !== undefined && { evidence: asked.evidence }),
            },
          }),
          ...(again
            ? { madeUp: { reason: `${dayOf(again.from)} ${again.content}`, lesson: again.id, at: again.from } }
            : written && { madeUp: { reason: written.reason, at: written.at } }),
        },
      ]
    })
  })
}

async function memberNames({ store: { t, read } }: Pick<Deps, 'store'>, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, string>()
  const rows = await read
    .select({ id: t.member.id, name: t.member.name })
    .from(t.member)
    .where(inArray(t.member.id, [...new Set(ids)]))
  return new Map(rows.map(({ id, name }) => [id, name]))
}
