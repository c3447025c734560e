import { and, asc, count, desc, eq, gt, gte, lt } from 'drizzle-orm'
import * as v from 'valibot'
import type { AuditPage, AuditQuery } from '../../shared/api/access'
import { actionWords } from '../../shared/api/audit-actions'
import { dayRange } from '../../shared/calendar/beijing'
import type { Tables } from '../db/tables'
import type { Deps } from '../deps'
import { type Actor, requireOwnRole } from './actor'
import { detailWords } from './audit-details'
import { namesOf } from './audit-names'

const SIZE = 50
/** More than one file is looked through; who needs more narrows the days. */
const MOST = 20_000

type Row = AuditPage['rows'][number]
const detailOf = v.record(v.string(), v.union([v.string(), v.number(), v.boolean()]))

/** A page of what was done in the actor's organisation, the newest first, in words. */
export async function listAudit(deps: Deps, actor: Actor, query: AuditQuery): Promise<AuditPage> {
  requireOwnRole(actor, 'administrator', 'manager', 'auditor')
  const { t, read } = deps.store
  const page = query.page ?? 0
  const [all] = await read
    .select({ rows: count() })
    .from(t.audit)
    .where(wanted(deps, actor, query))
  const actors = await differing(deps, actor, t.audit.actor)
  const actions = await differing(deps, actor, t.audit.action)
  const called = await namesOf(deps, actors)
  return {
    rows: await rowsOf(deps, actor, query, { limit: SIZE, offset: page * SIZE }),
    all: all?.rows ?? 0,
    page,
    size: SIZE,
    people: actors
      .flatMap((id) => {
        const name = called(id)
        return name === undefined ? [] : [{ id, name }]
      })
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    actions,
  }
}

/**
 * Every value of a column, from one to the next through its index: a hundred thousand rows hold a few dozen. Trainees are left out:
 * there are thousands to choose among, and none is named.
 */
async function differing(
  { store: { t, read } }: Deps,
  { organisation }: Actor,
  column: Tables['audit']['actor'] | Tables['audit']['action'],
): Promise<string[]> {
  const found: string[] = []
  for (let after = ''; ; ) {
    const [next] = await read
      .select({ value: column })
      .from(t.audit)
      .where(and(eq(t.audit.organisation, organisation), gt(column, after)))
      .orderBy(asc(column))
      .limit(1)
    if (!next) return found
    const trainee = next.value.startsWith('seat:')
    if (!trainee) found.push(next.value)
    after = trainee ? 'seat;' : next.value
  }
}

/** All of it that is wanted, for a file. */
export const auditRows = (deps: Deps, actor: Actor, query: AuditQuery): Promise<Row[]> => {
  requireOwnRole(actor, 'administrator', 'manager', 'auditor')
  return rowsOf(deps, actor, query, { limit: MOST, offset: 0 })
}

const wanted = ({ store: { t } }: Deps, { organisation }: Actor, { person, action, from, to }: AuditQuery) =>
  and(
    eq(t.audit.organisation, organisation),
    person === undefined ? undefined : eq(t.audit.actor, person),
    action === undefined ? undefined : eq(t.audit.action, action),
    from === undefined ? undefined : gte(t.audit.at, dayRange(from).from),
    to === undefined ? undefined : lt(t.audit.at, dayRange(to).to),
  )

async function rowsOf(
  deps: Deps,
  actor: Actor,
  query: AuditQuery,
  { limit, offset }: { limit: number; offset: number },
): Promise<Row[]> {
  const { t, read } = deps.store
  const rows = await read
    .select()
    .from(t.audit)
    .where(wanted(deps, actor, query))
    .orderBy(desc(t.audit.at), desc(t.audit.id))
    .limit(limit)
    .offset(offset)
  const called = await namesOf(
    deps,
    rows.flatMap((row) => [row.actor, row.subject]),
  )
  return rows.map(({ id, at, actor: by, action, subject, detail }) => ({
    id,
    at,
    person: called(by) ?? by,
    action: actionWords(action),
    // Of oneself, or of the whole organisation: there is nothing to name.
    subject: subject === by || subject === actor.organisation ? '' : (called(subject) ?? subject),
    detail: detailWords(v.parse(detailOf, JSON.parse(detail))),
  }))
}
