import { and, asc, desc, eq, isNotNull, isNull, or, sql } from 'drizzle-orm'
import type { InferOutput } from 'valibot'
import type { ListPage } from '../../shared/api/lists'
import type { ImportedRow, ImportRow, importedQuery, importsQuery } from '../../shared/api/sources'
import { type Actor, requireRole } from '../access/actor'
import type { Deps } from '../deps'
import { supersededBy } from '../study/standing'
import { classOf } from '../training/class-of'
import { countAll, ordered, pageOf } from './page'
import { holds, personSearch, typed } from './search'

/** Imports of other sources into a class, the newest first unless asked otherwise. */
export async function listImports(
  deps: Pick<Deps, 'store' | 'secrets'>,
  actor: Actor,
  classId: string,
  query: InferOutput<typeof importsQuery>,
): Promise<ListPage<ImportRow>> {
  requireRole(actor, 'teacher', 'auditor')
  const { t, read } = deps.store
  await classOf(deps.store, classId, actor.organisation)
  const { importBatch: b, importWithdrawal: w, member } = t
  const text = typed(query.search)
  const filters = {
    ...{ standing: isNull(w.batch), withdrawn: isNotNull(w.batch) },
    ...{ 乙: eq(b.source, '乙'), 丙: eq(b.source, '丙') },
  }
  const where = and(
    eq(b.class, classId),
    query.filter === '' ? undefined : filters[query.filter],
    text === '' ? undefined : or(...[b.name, b.platform, b.note, member.name].map((column) => holds(column, text))),
  )
  const by = {
    at: [ordered(b.at, query.order, 'down')],
    platform: [ordered(b.source, query.order), ordered(b.platform, query.order)],
    seconds: [ordered(b.seconds, query.order, 'down')],
  }
  const page = await pageOf(
    query,
    read.select(countAll).from(b).innerJoin(member, eq(member.id, b.by)).leftJoin(w, eq(w.batch, b.id)).where(where),
    (limit, offset) =>
      read
        .select({ row: b, by: member.name, taken: w })
        .from(b)
        .innerJoin(member, eq(member.id, b.by))
        .leftJoin(w, eq(w.batch, b.id))
        .where(where)
        .orderBy(...by[query.sort ?? 'at'], desc(b.at), asc(b.id))
        .limit(limit)
        .offset(offset),
  )
  const names = new Map(
    (
      await read
        .select({ id: member.id, name: member.name })
        .from(member)
        .where(eq(member.organisation, actor.organisation))
    ).map(({ id, name }) => [id, name]),
  )
  return {
    ...page,
    rows: page.rows.map(({ row: { class: _, source, by: __, ...row }, by: name, taken }) => ({
      ...row,
      source: sourceOf(source),
      by: name,
      ...(taken && { withdrawn: { by: names.get(taken.by) ?? '', at: taken.at, reason: taken.reason } }),
    })),
  }
}

const sourceOf = (text: string): '乙' | '丙' => (text === '乙' ? '乙' : '丙')

/** Every line that other sources brought people of a class, by number unless asked otherwise. */
export async function listImported(
  deps: Pick<Deps, 'store' | 'secrets'>,
  actor: Actor,
  classId: string,
  query: InferOutput<typeof importedQuery>,
): Promise<ListPage<ImportedRow>> {
  requireRole(actor, 'teacher', 'auditor')
  const { t, read } = deps.store
  const { plan } = await classOf(deps.store, classId, actor.organisation)
  const { imported: i, importBatch: b, importWithdrawal: w, seat, person, member } = t
  const filters = { 乙: eq(i.source, '乙'), 丙: eq(i.source, '丙'), withdrawn: isNotNull(w.batch) }
  const where = and(
    eq(seat.class, classId),
    query.filter === '' ? undefined : filters[query.filter],
    query.batch === undefined ? undefined : eq(i.batch, query.batch),
    query.seat === undefined ? undefined : eq(i.seat, query.seat),
    personSearch(deps, t, query.search, seat.number),
  )
  const by = {
    number: [ordered(sql`length(${seat.number})`, query.order), ordered(seat.number, query.order)],
    at: [ordered(i.at, query.order, 'down')],
    start: [ordered(sql`coalesce(${i.start}, 0)`, query.order)],
    seconds: [ordered(i.seconds, query.order, 'down')],
  }
  const page = await pageOf(
    query,
    read
      .select(countAll)
      .from(i)
      .innerJoin(seat, eq(seat.id, i.seat))
      .innerJoin(person, eq(person.id, seat.person))
      .leftJoin(w, eq(w.batch, i.batch))
      .where(where),
    (limit, offset) =>
      read
        .select({
          row: i,
          number: seat.number,
          name: person.name,
          by: member.name,
          platform: b.platform,
          taken: w.batch,
        })
        .from(i)
        .innerJoin(seat, eq(seat.id, i.seat))
        .innerJoin(person, eq(person.id, seat.person))
        .innerJoin(member, eq(member.id, i.by))
        .leftJoin(b, eq(b.id, i.batch))
        .leftJoin(w, eq(w.batch, i.batch))
        .where(where)
        .orderBy(...by[query.sort ?? 'number'], asc(sql`coalesce(${i.start}, 0)`), asc(i.at), asc(i.id))
        .limit(limit)
        .offset(offset),
  )
  const superseded = await supersededBy(read, t, [...new Set(page.rows.map(({ row }) => row.seat))])
  const titles = new Map(plan.courses.map(({ key, title }) => [key, title]))
  return {
    ...page,
    rows: page.rows.map(({ row, number, name, by: who, platform, taken }) => ({
      ...{ id: row.id, seat: row.seat, number, name, source: sourceOf(row.source), kind: row.kind },
      ...{ platform: platform ?? '', course: titles.get(row.course) ?? row.course, seconds: row.seconds },
      ...(row.lesson !== null && { lesson: row.lesson }),
      ...(row.start !== null && { start: row.start }),
      ...{ evidence: row.evidence, by: who, at: row.at, withdrawn: taken !== null || superseded.has(row.id) },
    })),
  }
}
