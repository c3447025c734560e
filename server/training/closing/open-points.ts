import { and, eq, inArray, isNull, ne, or, type SQL, sql } from 'drizzle-orm'
import type { OpenPoint } from '../../../shared/api/closing'
import type { Queries, Store } from '../../db/store'
import { lessonsOf } from '../../lessons/held'
import { presenceAt } from '../../lessons/presence'
import { summariesOf } from '../class-summary'
import { OWN } from '../own-chain'
import { present } from '../roster/left'
import { openNoticesIn } from '../roster/open-notices'

/** So many are named; the count says how many there are. */
const MOST = 20

type Reading = Pick<Store, 't' | 'read'>
type Code = OpenPoint['code']
const turns: Readonly<Record<Code, OpenPoint['turn']>> = {
  ...{ pending: 'clerk', unsent: 'trainees', 'lessons-ahead': 'clerk', 'lessons-unmarked': 'clerk' },
  ...{ papers: 'trainees', tests: 'clerk', incomplete: 'trainees' },
  ...{ appeals: 'clerk', findings: 'clerk', notices: 'clerk' },
}

/** What a class still has open at a moment, in the order in which it is done, with whose turn it is. Reads through `q`, so a transaction sees its own. */
export async function openPoints({ t }: Pick<Store, 't'>, q: Queries, id: string, now: number): Promise<OpenPoint[]> {
  const store: Reading = { t, read: q }
  const [summary] = await summariesOf(store, [id])
  const lessons = (await lessonsOf(q, t, id)).filter(({ cancelled }) => cancelled === undefined)
  const ahead = lessons.filter(({ to }) => to > now)
  const over = lessons.filter(({ to }) => to <= now)
  const overIds = over.map((one) => one.id)
  const marked = new Set((await presenceAt(q, t, overIds)).map(({ lesson }) => lesson))
  const named = (code: Code, names: readonly string[]): OpenPoint[] => counted(code, names.length, names)
  const counted = (code: Code, count: number, names: readonly string[] = []): OpenPoint[] =>
    count === 0 ? [] : [{ code, turn: turns[code], count, names: names.slice(0, MOST) }]
  const titles = (some: typeof lessons) => some.map(({ content }) => content)
  return [
    ...counted('pending', summary?.pending ?? 0),
    ...named('unsent', await unsentIn(store, id)),
    ...named('lessons-ahead', titles(ahead)),
    ...named('lessons-unmarked', titles(over.filter((one) => !marked.has(one.id)))),
    ...named('papers', await papersUnderWay(store, id)).map((point) => ({ ...point, stop: true as const })),
    ...named('tests', await testsOpen(store, id)),
    ...named('incomplete', await incompleteIn(store, id)),
    ...counted('appeals', summary?.appeals ?? 0),
    ...counted('findings', summary?.findings ?? 0),
    ...counted('notices', (await openNoticesIn(store, [id])).get(id) ?? 0),
  ]
}

const people = ({ t, read }: Reading) =>
  read
    .selectDistinct({ number: t.seat.number, name: t.person.name })
    .from(t.seat)
    .innerJoin(t.person, eq(t.person.id, t.seat.person))
    .$dynamic()

const namesOf = (rows: readonly { number: string; name: string }[]): string[] =>
  rows.map(({ number, name }) => `${number} ${name}`).sort()

/**
 * Whose computer may hold something that was not handed in: a device that never handed in anything, or that was last signed in and has not said
 * yet that this ended. A chain that another one replaced has nothing to say any more.
 */
async function unsentIn(store: Reading, id: string): Promise<string[]> {
  const { t } = store
  const ended = sql`EXISTS (SELECT 1 FROM entry e WHERE e.chain = ${t.chain.id} AND e.kind = 'signout'
    AND e.seq > (SELECT max(s.seq) FROM sign_in s WHERE s.chain = ${t.chain.id}))`
  const signedIn = sql`EXISTS (SELECT 1 FROM sign_in s WHERE s.chain = ${t.chain.id})`
  const silent = sql`NOT EXISTS (SELECT 1 FROM receipt r WHERE r.chain = ${t.chain.id})`
  const replaced = sql`EXISTS (SELECT 1 FROM chain n WHERE n.replaces_chain = ${t.chain.digest})`
  return namesOf(
    await people(store)
      .innerJoin(t.claim, and(eq(t.claim.seat, t.seat.id), eq(t.claim.state, 'bound'), ne(t.claim.how, OWN)))
      .innerJoin(t.chain, eq(t.chain.claim, t.claim.claim))
      .where(
        and(eq(t.seat.class, id), present(store), sql`NOT ${replaced}`, or(silent, and(signedIn, sql`NOT ${ended}`))),
      ),
  )
}

/** Who writes a test at this moment: their paper could not be handed in any more. */
async function papersUnderWay(store: Reading, id: string): Promise<string[]> {
  const { t } = store
  return namesOf(
    await people(store)
      .innerJoin(t.testPaper, eq(t.testPaper.seat, t.seat.id))
      .leftJoin(t.testSheet, eq(t.testSheet.paper, t.testPaper.id))
      .where(and(eq(t.seat.class, id), isNull(t.testSheet.paper))),
  )
}

async function testsOpen({ t, read }: Reading, id: string): Promise<string[]> {
  const rows = await read
    .select({ title: t.classTest.title })
    .from(t.classTest)
    .leftJoin(t.classTestEnd, eq(t.classTestEnd.test, t.classTest.id))
    .where(and(eq(t.classTest.class, id), isNull(t.classTestEnd.test)))
  return rows.map(({ title }) => title)
}

/** Who has not completed the training by the policy: after closing, nothing can be added but what devices still hold. */
async function incompleteIn(store: Reading, id: string): Promise<string[]> {
  const { t } = store
  const lacking: SQL | undefined = or(
    isNull(t.seatTotal.seat),
    sql`${t.seatTotal.lacksHours} > 0`,
    sql`${t.seatTotal.lacksTests} > 0`,
  )
  return namesOf(
    await people(store)
      .leftJoin(t.seatTotal, eq(t.seatTotal.seat, t.seat.id))
      .where(and(eq(t.seat.class, id), present(store), lacking)),
  )
}

/** Numbers of claims that were handed in or paid on the class as it is. */
export async function heldBy({ t }: Pick<Store, 't'>, q: Queries, id: string): Promise<string[]> {
  const rows = await q
    .select({ number: t.subsidyClaim.number })
    .from(t.claimClass)
    .innerJoin(t.subsidyClaim, eq(t.subsidyClaim.id, t.claimClass.claim))
    .where(and(eq(t.claimClass.class, id), inArray(t.subsidyClaim.status, ['handed-in', 'paid'])))
  return rows.map(({ number }) => number).sort()
}
