import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import type { MyLesson, SignLesson } from '../../shared/api/lessons'
import { startOfDay } from '../../shared/calendar/beijing'
import { recordAudit } from '../access/audit'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import { refreshTotals } from '../study/totals'
import { writeOwn } from '../training/own-chain'
import { demandConsent } from '../training/phone-attendance'
import { type HeldLesson, lessonsOf } from './held'
import { codesHold, LessonCodes } from './lesson-code'
import { presenceAt } from './presence'

/** Lessons of so many days, today's first, stand on the phone page. */
const DAYS_AHEAD = 7 * 86_400_000

/**
 * A trainee signs in or out at a lesson by the code on the trainer's screen: an entry in the server's own chain of the seat, which takes
 * its time from the server. Once in is in; the last way out is the one that counts. Audited. Throws `not-allowed` for a code that no
 * lesson of the class shows now, `conflict` for a sign-out without a sign-in, and what `writeOwn` throws.
 */
export async function signLesson(deps: Deps, seat: string, { act, code, consent }: SignLesson): Promise<void> {
  await demandConsent(deps, seat, consent)
  const { store, clock, secrets } = deps
  const { t } = store
  const [row] = await store.read
    .select({ class: t.seat.class, organisation: t.class.organisation })
    .from(t.seat)
    .innerJoin(t.class, eq(t.class.id, t.seat.class))
    .where(eq(t.seat.id, seat))
  if (!row) throw new Refused('not-found', '没有这个人')
  const codes = new LessonCodes(secrets)
  const lesson = (await lessonsOf(store.read, t, row.class)).find(
    (one) => codesHold(one, clock.now()) && codes.confirms(one.id, code, clock.now()),
  )
  if (!lesson) throw new Refused('not-allowed', '动态码不对或已过期，请输入老师屏幕上现在显示的六位数')
  const signed = await markedIn(deps, seat, lesson.id)
  if (act === 'signin' && signed) return
  if (act === 'signout' && !signed) throw new Refused('conflict', '您在这次课还没有签到，请先签到')
  const entry = act === 'signin' ? signIn : signOut
  await writeOwn(deps, seat, [entry], async (q, written) => {
    const last = written.at(-1)
    if (!last) return
    await q.insert(t.lessonMark).values({
      ...{ id: randomUUID(), lesson: lesson.id, seat, how: 'code', act: act === 'signin' ? 'in' : 'out' },
      ...{ from: last.at, to: null, entry: last.hash, evidence: null, by: `seat:${seat}`, at: last.at },
    })
    await refreshTotals(q, store, [seat])
    const actor = { member: `seat:${seat}`, organisation: row.organisation }
    await recordAudit(q, store, clock, actor, 'lesson.sign', lesson.id, { kind: act })
  })
}

const signIn = { kind: 'signin', body: { method: 'lesson' } } as const
const signOut = { kind: 'signout', body: { reason: 'lesson' } } as const

async function markedIn({ store: { t, read } }: Deps, seat: string, lesson: string): Promise<boolean> {
  const rows = await read
    .select({ id: t.lessonMark.id })
    .from(t.lessonMark)
    .where(and(eq(t.lessonMark.seat, seat), eq(t.lessonMark.lesson, lesson), eq(t.lessonMark.act, 'in')))
  return rows.length > 0
}

/** What is held for a trainee today and in the next days. */
export async function lessonsOfSeat({ store: { t, read }, clock }: Deps, seat: string): Promise<MyLesson[]> {
  const [row] = await read
    .select({ class: t.seat.class, status: t.class.status, leftAt: t.seat.leftAt })
    .from(t.seat)
    .innerJoin(t.class, eq(t.class.id, t.seat.class))
    .where(eq(t.seat.id, seat))
  if (!row || row.status === 'closed' || row.leftAt !== null) return []
  const now = clock.now()
  const near = (await lessonsOf(read, t, row.class)).filter(
    ({ from, to, cancelled }) =>
      cancelled === undefined && to >= startOfDay(now) && from < startOfDay(now) + DAYS_AHEAD,
  )
  const mine = await presenceAt(
    read,
    t,
    near.map(({ id }) => id),
  )
  return near.map((lesson) => {
    const signed = mine.find((one) => one.lesson === lesson.id && one.seat === seat && one.how === 'code')
    return {
      ...shown(lesson),
      open: codesHold(lesson, now),
      ...(signed?.from !== undefined && { in: signed.from }),
      ...(signed?.to !== undefined && { out: signed.to }),
    }
  })
}

const shown = ({ id, content, teacher, place, form, from, to }: HeldLesson) => ({
  ...{ id, content, teacher, place, form, from, to },
})
