import { and, desc, eq, inArray, max } from 'drizzle-orm'
import * as v from 'valibot'
import { dayOf } from '../../shared/calendar/beijing'
import { readKnown } from '../../shared/record/entry'
import type { Queries, Store } from '../db/store'
import { storedEntries } from '../ledger/line'
import { healthOf } from './chain-health'
import type { ChainOfSeat } from './load'
import { sittingsOf } from './sittings'

const KINDS = ['join', 'signin', 'signout', 'view', 'system', 'gap', 'qa']

/** Writes anew what lists show of a chain: its sign-ins, its questions and answers, when it last said something and what was played then, and what it says of its making. In the transaction that folds its days. */
export async function refreshChain(q: Queries, { t }: Pick<Store, 't'>, chain: ChainOfSeat): Promise<void> {
  const { id, class: classId, seat, device } = chain
  const entries = await storedEntries({ t, read: q }, chain, { only: inArray(t.entry.kind, KINDS) })
  const known = entries.flatMap((entry) => readKnown(entry) ?? [])
  await q.delete(t.signIn).where(eq(t.signIn.chain, id))
  const sittings = sittingsOf(known).map(({ signin: { seq, hash, at, body }, out }) => ({
    ...{ chain: id, seq, hash, class: classId, seat, device, day: dayOf(at), at },
    ...{ out: out ?? null, method: body.method },
  }))
  for (let i = 0; i < sittings.length; i += 100) await q.insert(t.signIn).values(sittings.slice(i, i + 100))
  await q.delete(t.chainTotal).where(eq(t.chainTotal.chain, id))
  const watched = await lastWatched(q, t, id)
  const view = known.find((entry) => entry.kind === 'view' && entry.hash === watched?.view)
  const asked = (role: 'asked' | 'answered') =>
    known.filter((entry) => entry.kind === 'qa' && entry.body.role === role).length
  await q.insert(t.chainTotal).values({
    ...{ chain: id, class: classId, seat, lastReceipt: await lastReceipted(q, t, id) },
    ...{ lastWatch: watched?.at ?? null, asked: asked('asked'), answered: asked('answered') },
    ...(view?.kind === 'view' && { lastCourse: view.body.course.title, lastLesson: view.body.lesson.title }),
    health: JSON.stringify(healthOf(known)),
  })
}

/** When the last watch entry was written, and the view it is of. */
async function lastWatched(
  q: Queries,
  t: Store['t'],
  chain: number,
): Promise<{ at: number; view: string | undefined } | undefined> {
  const [row] = await q
    .select({ at: t.entry.at, body: t.entry.body })
    .from(t.entryDay)
    .innerJoin(
      t.entry,
      and(eq(t.entry.chain, t.entryDay.chain), eq(t.entry.seq, t.entryDay.seq), eq(t.entry.branch, 0)),
    )
    .where(eq(t.entryDay.chain, chain))
    .orderBy(desc(t.entryDay.day), desc(t.entryDay.seq))
    .limit(1)
  if (!row) return undefined
  const body = v.safeParse(v.object({ view: v.string() }), JSON.parse(row.body))
  return { at: row.at, view: body.success ? body.output.view : undefined }
}

async function lastReceipted(q: Queries, t: Store['t'], chain: number): Promise<number | null> {
  const [row] = await q
    .select({ at: max(t.receipt.at) })
    .from(t.receipt)
    .where(eq(t.receipt.chain, chain))
  return row?.at ?? null
}
