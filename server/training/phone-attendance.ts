import { and, asc, desc, eq, inArray } from 'drizzle-orm'
import * as v from 'valibot'
import type { PhoneAttendance, PhoneDesk } from '../../shared/api/reach'
import { dayOf } from '../../shared/calendar/beijing'
import { PHONE_CONSENT_VERSION } from '../../shared/reach/phone-consent'
import { readKnown } from '../../shared/record/entry'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import { storedEntries } from '../ledger/line'
import { sittingsOf } from '../study/sittings'
import { agreement, writeOwn } from './own-chain'

type Today = Pick<PhoneDesk, 'signedInAt' | 'today'>

/**
 * 签到 or 签退 on the phone: an entry in the server's own chain of the seat. It credits no time. Signing in twice on a day
 * without signing out is once. Throws `bad-request` where the consent was not agreed to, and what `writeOwn` throws.
 */
export async function attendByPhone(deps: Deps, seat: string, { act, consent }: PhoneAttendance): Promise<void> {
  await demandConsent(deps, seat, consent)
  const { signedInAt } = await phoneToday(deps, seat)
  if ((act === 'signin') === (signedInAt !== undefined)) return
  await writeOwn(deps, seat, [
    act === 'signin' ? { kind: 'signin', body: { method: 'phone' } } : { kind: 'signout', body: { reason: 'phone' } },
  ])
}

/**
 * Nothing of a person is written down before they have agreed to the text in force; what they agree to now stands in their chain before
 * anything else. Throws `bad-request`.
 */
export async function demandConsent(deps: Deps, seat: string, consent: string | undefined): Promise<void> {
  const agreed = await agreedTo(deps, seat)
  if (agreed === PHONE_CONSENT_VERSION) return
  if (consent !== PHONE_CONSENT_VERSION) throw new Refused('bad-request', '请先看清楚记录什么，同意以后再操作')
  if (agreed !== undefined) await writeOwn(deps, seat, [agreement()])
}

const consentBody = v.object({ text: v.string() })

/** The version of the text that a person agreed to last; undefined where there was none yet. */
async function agreedTo({ store: { t, read } }: Deps, seat: string): Promise<string | undefined> {
  const [row] = await read
    .select({ body: t.entry.body })
    .from(t.ownChain)
    .innerJoin(t.chain, eq(t.chain.digest, t.ownChain.chain))
    .innerJoin(t.entry, and(eq(t.entry.chain, t.chain.id), eq(t.entry.kind, 'consent')))
    .where(eq(t.ownChain.seat, seat))
    .orderBy(desc(t.entry.seq))
    .limit(1)
  return row && v.parse(consentBody, JSON.parse(row.body)).text
}

/** The sign-ins by phone of this Beijing day. One of an earlier day that nobody ended is over. */
export async function phoneToday(deps: Deps, seat: string): Promise<Today> {
  const { store, clock } = deps
  const { t, read } = store
  const [chain] = await read
    .select({ id: t.chain.id, digest: t.chain.digest })
    .from(t.ownChain)
    .innerJoin(t.chain, eq(t.chain.digest, t.ownChain.chain))
    .where(eq(t.ownChain.seat, seat))
  if (!chain) return { today: [] }
  const entries = await storedEntries(store, chain, { only: inArray(t.entry.kind, ['join', 'signin', 'signout']) })
  const now = dayOf(clock.now())
  const sessions = sittingsOf(entries.flatMap((entry) => readKnown(entry) ?? [])).filter(
    ({ signin }) => dayOf(signin.at) === now,
  )
  const last = sessions.at(-1)
  return {
    today: sessions.map(({ signin, out }) => ({ in: signin.at, ...(out !== undefined && { out }) })),
    ...(last && last.out === undefined && { signedInAt: last.signin.at }),
  }
}

/** What /my shows besides hours. */
export async function phoneDesk(deps: Deps, seat: string, questions: PhoneDesk['questions']): Promise<PhoneDesk> {
  const { t, read } = deps.store
  const [row] = await read
    .select({ plan: t.class.plan, status: t.class.status, leftAt: t.seat.leftAt })
    .from(t.seat)
    .innerJoin(t.class, eq(t.class.id, t.seat.class))
    .where(eq(t.seat.id, seat))
  if (!row) throw new Refused('not-found', '没有这个人')
  const courses = await read
    .select({ key: t.planCourse.key, title: t.planCourse.title })
    .from(t.planCourse)
    .where(eq(t.planCourse.plan, row.plan))
    .orderBy(asc(t.planCourse.position))
  return {
    open: row.status === 'open' && row.leftAt === null,
    ...((await agreedTo(deps, seat)) !== PHONE_CONSENT_VERSION && { consent: PHONE_CONSENT_VERSION }),
    ...(await phoneToday(deps, seat)),
    courses,
    questions,
  }
}
