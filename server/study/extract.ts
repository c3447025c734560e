import { asc, eq } from 'drizzle-orm'
import * as v from 'valibot'
import type { ExtractBody, extractStatement } from '../../shared/api'
import { dayOf } from '../../shared/calendar/beijing'
import { base64url } from '../../shared/crypto'
import { fingerprint } from '../../shared/record/batch'
import { signedBytes } from '../../shared/record/pae'
import { foldedDay } from '../../shared/study/fold'
import { nodeCrypto } from '../crypto'
import type { Deps } from '../deps'
import { classStatement } from '../training/class-file'
import { personalOf } from '../training/personal'
import { factorRequired } from '../training/second-factor'

/**
 * What the server holds of a chain's seat, for the trainee to see, signed by the service key. Folds what is dirty first, so
 * that the answer to a hand-in shows it. What people wrote, and accounts, go along only over a `secure` connection.
 */
export async function extractFor(
  deps: Deps,
  digest: string,
  secure = false,
): Promise<v.InferOutput<typeof extractStatement> | undefined> {
  const { store, keys, clock, deriver } = deps
  const { t, read } = store
  const [chain] = await read
    .select({
      id: t.chain.id,
      class: t.chain.class,
      organisation: t.class.organisation,
      status: t.class.status,
      closedAt: t.class.closedAt,
      leftAt: t.seat.leftAt,
      planSince: t.class.planSince,
      seat: t.claim.seat,
      state: t.claim.state,
    })
    .from(t.chain)
    .innerJoin(t.class, eq(t.class.id, t.chain.class))
    .leftJoin(t.claim, eq(t.claim.claim, t.chain.claim))
    .leftJoin(t.seat, eq(t.seat.id, t.claim.seat))
    .where(eq(t.chain.digest, digest))
  if (!chain) return undefined
  await deriver.settle(chain.id)
  const today = dayOf(clock.now())
  const bound = chain.state === 'bound' && chain.seat !== null
  const closedAt = bound ? (chain.leftAt ?? chain.closedAt) : chain.closedAt
  const days = bound
    ? await read
        .select()
        .from(t.studyDay)
        .where(eq(t.studyDay.seat, chain.seat ?? ''))
        .orderBy(asc(t.studyDay.day))
    : []
  const folded = days.map((row) => ({
    day: row.day,
    credited: row.credited,
    ...v.parse(foldedDay, JSON.parse(row.folded)),
  }))
  const through = await deps.ledger.expected(chain.id)
  const ofToday = folded.find((one) => one.day === today)
  const lessons = new Map<string, ExtractBody['lessons'][number]>()
  for (const { course, lesson } of folded.flatMap(({ courses }) =>
    courses.flatMap((one) => one.lessons.map((lesson) => ({ course: one, lesson }))),
  )) {
    const key = `${course.key}\n${lesson.key}`
    const sum = lessons.get(key) ?? { course: course.key, lesson: lesson.key, credited: 0 }
    lessons.set(key, { ...sum, credited: sum.credited + lesson.credited })
  }
  const deductions = Object.entries(ofToday?.deductions ?? {}).map(([reason, ms]) => ({ reason, ms }))
  const body: ExtractBody = {
    v: 1,
    chain: digest,
    ...(through > 0 && { through: through - 1 }),
    at: clock.now(),
    // Of who left the class it is over, and what is still handed in is receipted.
    state: !bound ? 'pending' : chain.status === 'closed' || chain.leftAt !== null ? 'closed' : 'joined',
    credited: folded.reduce((sum, one) => sum + one.credited, 0),
    today: { day: today, credited: ofToday?.credited ?? 0, deductions },
    lessons: [...lessons.values()],
    scores: folded.flatMap(({ courses }) =>
      courses.flatMap((course) =>
        course.scores.map(({ value, max, pass }) => ({
          course: course.key,
          value,
          ...(max !== undefined && { max }),
          ...(pass !== undefined && { pass }),
        })),
      ),
    ),
    ...(closedAt !== null && { closedOn: dayOf(closedAt) }),
    // The class follows another version of its plan than when this device joined it, or may.
    ...(chain.planSince !== null && {
      class: await classStatement(deps, chain.class, { issuedAt: chain.planSince }),
    }),
    ...(bound && (await factorRequired(deps, chain.class)) && { secondFactor: true as const }),
    ...(bound && secure && (await personalOf(deps, chain.seat ?? ''))),
  }
  const key = await keys.service(chain.organisation)
  return {
    type: 'extract',
    body,
    key: fingerprint(nodeCrypto, key.publicKey),
    signature: base64url(await key.sign(signedBytes('xueji/extract/1', body))),
  }
}
