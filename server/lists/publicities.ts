import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type * as v from 'valibot'
import type { PublicityRow, publicitiesQuery } from '../../shared/api/bureau-publicity'
import type { ListPage } from '../../shared/api/lists'
import { dayOf } from '../../shared/calendar/beijing'
import type { Actor } from '../access/actor'
import { requireBureau } from '../bureau/bureau'
import { isOver, stateOf, termOf } from '../bureau/publicity/publicity'
import { standingOf } from '../bureau/publicity/standing'
import type { Deps } from '../deps'
import { calendarOf } from '../training/calendar/calendar'
import { countAll, pageOf, sorted } from './page'
import { foundIn } from './search'

export type PublicitiesQuery = v.InferOutput<typeof publicitiesQuery>

/** 公示 of the actor's bureau, the newest first unless asked otherwise; found by number and title. */
export async function listPublicities(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  actor: Actor,
  query: PublicitiesQuery,
): Promise<ListPage<PublicityRow>> {
  requireBureau(actor, 'finance')
  const { t, read } = store
  const of = t.bureauPublicity
  const where = and(
    eq(of.organisation, actor.organisation),
    query.filter === '' ? undefined : eq(of.status, query.filter),
    foundIn(query.search, of.number, of.title),
  )
  const by = { created: of.at, number: of.number, title: of.title, amount: of.amount }
  const order = sorted(query, by, 'created', 'created', 'amount')
  const page = await pageOf(query, read.select(countAll).from(of).where(where), (limit, offset) =>
    read.select().from(of).where(where).orderBy(order, asc(of.id)).limit(limit).offset(offset),
  )
  const calendar = await calendarOf(read, store, actor.organisation)
  const today = dayOf(clock.now())
  const rows: PublicityRow[] = []
  for (const record of page.rows) {
    const standing = await standingOf(read, store, record)
    const { id, number, title, people, amount } = record
    const [{ n } = { n: 0 }] = await read
      .select({ n: sql<number>`count(*)` })
      .from(t.bureauObjection)
      .leftJoin(t.bureauObjectionAnswer, eq(t.bureauObjectionAnswer.objection, t.bureauObjection.id))
      .where(and(eq(t.bureauObjection.publicity, id), isNull(t.bureauObjectionAnswer.objection)))
    rows.push({
      ...{ id, number, title, state: stateOf(record), ...termOf(record, calendar) },
      ...{ claims: standing.length, people, amount, objections: Number(n) },
      due: isOver(record, today, calendar) && standing.some(({ stands, heldUp }) => stands && !heldUp),
    })
  }
  return { ...page, rows }
}
