import { and, asc, count, desc, eq, inArray, isNotNull, isNull, or, type SQL } from 'drizzle-orm'
import type { InferOutput } from 'valibot'
import type { BureauFindingRow, BureauFindingsPage, bureauFindingsQuery } from '../../../shared/api/bureau-across'
import type { Actor } from '../../access/actor'
import type { Store } from '../../db/store'
import type { Deps } from '../../deps'
import { countAll, ordered, pageOf } from '../../lists/page'
import { holds, typed } from '../../lists/search'
import { chunksOf } from '../../training/roster/chunks'
import { type ReceivedClaim, receivedClaim, requireBureau } from '../bureau'
import { asFinding, type BureauFinding } from './bureau-findings'
import { grades } from './kinds'
import { COMPARE } from './recheck-later'

export type BureauFindingsQuery = InferOutput<typeof bureauFindingsQuery>

/** 疑点 of a claim as it stands, the gravest first unless asked otherwise; found by their words and by the names of whom they are about. */
export async function listBureauFindings(
  { store }: Pick<Deps, 'store'>,
  actor: Actor,
  id: string,
  query: BureauFindingsQuery,
): Promise<BureauFindingsPage> {
  requireBureau(actor, 'finance')
  const { t, read } = store
  const { bureauFinding } = t
  const claim = await receivedClaim(read, store, actor, id)
  const ofClaim = and(eq(bureauFinding.claim, claim.id), eq(bureauFinding.version, claim.version))
  const standing = and(ofClaim, isNull(bureauFinding.goneAt))
  const lifted = and(ofClaim, isNotNull(bureauFinding.goneAt))
  const { filter } = query
  const where = and(
    filter === 'lifted' ? lifted : standing,
    filter === '' || filter === 'lifted' ? undefined : eq(bureauFinding.grade, grades.indexOf(filter)),
    await searched(store, claim, query.search),
  )
  const order =
    (query.sort ?? 'severity') === 'found'
      ? ordered(bureauFinding.foundAt, query.order, 'down')
      : ordered(bureauFinding.grade, query.order, 'down')
  const page = await pageOf(query, read.select(countAll).from(bureauFinding).where(where), (limit, offset) =>
    read
      .select()
      .from(bureauFinding)
      .where(where)
      .orderBy(order, desc(bureauFinding.grade), asc(bureauFinding.code), asc(bureauFinding.id))
      .limit(limit)
      .offset(offset),
  )
  const [gone] = await read.select(countAll).from(bureauFinding).where(lifted)
  const counts = { serious: 0, check: 0, note: 0, lifted: Number(gone?.n ?? 0) }
  for (const { grade, n } of await read
    .select({ grade: bureauFinding.grade, n: count() })
    .from(bureauFinding)
    .where(standing)
    .groupBy(bureauFinding.grade))
    counts[grades[grade] ?? 'check'] += Number(n)
  const due = await read.select().from(t.bureauRecheck).where(eq(t.bureauRecheck.claim, claim.id))
  const failed = due.find(({ problem }) => problem !== '')
  const stuck = failed && { problem: failed.problem, next: failed.nextAt }
  const waits = failed !== undefined || due.some(({ code }) => code !== COMPARE)
  const rows = await rowsOf(store, claim, page.rows)
  return { ...page, rows, counts, due: waits, ...(stuck && { stuck }), later: await laterOf(store, claim) }
}

/** By their words, or by name or number of a person of the claim, whose row they name. */
async function searched({ t, read }: Store, { id, version }: ReceivedClaim, search: string): Promise<SQL | undefined> {
  const text = typed(search)
  if (text === '') return undefined
  const { bureauFinding, bureauPerson } = t
  const people = await read
    .select({ id: bureauPerson.id })
    .from(bureauPerson)
    .where(
      and(
        eq(bureauPerson.claim, id),
        eq(bureauPerson.version, version),
        or(holds(bureauPerson.name, text), holds(bureauPerson.number, text, 'end')),
      ),
    )
    .limit(20)
  return or(
    holds(bureauFinding.detail, text),
    holds(bureauFinding.label, text),
    ...people.map((person) => holds(bureauFinding.people, person.id)),
  )
}

async function rowsOf(
  store: Store,
  claim: ReceivedClaim,
  rows: readonly Store['t']['bureauFinding']['$inferSelect'][],
): Promise<BureauFindingRow[]> {
  const { t, read } = store
  const reasons = await reasonsOf(store, rows)
  const findings = rows.map((row): BureauFinding & Pick<BureauFindingRow, 'foundAt' | 'lifted'> => ({
    ...{ ...asFinding(row), foundAt: row.foundAt },
    ...(row.goneAt !== null && { lifted: { at: row.goneAt, reason: reasons.get(row.id) ?? '' } }),
  }))
  const people = new Map<string, BureauFindingRow['people'][number]>()
  for (const chunk of chunksOf([...new Set(findings.flatMap((one) => one.people))]))
    for (const { id, number, name, className } of await read
      .select()
      .from(t.bureauPerson)
      .where(inArray(t.bureauPerson.id, [...chunk])))
      people.set(id, { id, number, name, className })
  const others = new Map<string, NonNullable<BureauFindingRow['other']>>()
  const named = [...new Set(findings.flatMap(({ other }) => other ?? []))]
  for (const chunk of chunksOf(named))
    for (const row of await read
      .select({ id: t.bureauClaim.id, number: t.bureauClaim.number, firm: t.bureauFirm.name })
      .from(t.bureauClaim)
      .innerJoin(t.bureauFirm, eq(t.bureauFirm.id, t.bureauClaim.firm))
      .where(inArray(t.bureauClaim.id, [...chunk])))
      others.set(row.id, row)
  return findings.map(({ people: ids, records, other: id, ...finding }): BureauFindingRow => {
    const other = id === undefined ? undefined : others.get(id)
    return {
      ...finding,
      people: ids.flatMap((one) => people.get(one) ?? []),
      records: records.map(({ package: from, chain, seq }) => {
        const own = other === undefined || from === claim.package
        return { claim: own ? claim.number : other.number, own, chain, seq }
      }),
      ...(other && { other }),
    }
  })
}

/** Why those that are no longer found are not, the last time. */
async function reasonsOf(
  { t, read }: Store,
  rows: readonly { id: string; goneAt: number | null }[],
): Promise<Map<string, string>> {
  const { bureauFindingLift: lift } = t
  const gone = rows.filter(({ goneAt }) => goneAt !== null).map(({ id }) => id)
  const reasons = new Map<string, string>()
  for (const chunk of chunksOf(gone))
    for (const { finding, reason } of await read
      .select({ finding: lift.finding, reason: lift.reason })
      .from(lift)
      .where(inArray(lift.finding, [...chunk]))
      .orderBy(asc(lift.at)))
      reasons.set(finding, reason)
  return reasons
}

/** Who is held against this claim, a line a claim. */
async function laterOf({ t, read }: Store, claim: ReceivedClaim): Promise<BureauFindingsPage['later']> {
  const { bureauFinding, bureauClaim } = t
  const rows = await read
    .select({
      ...{ claim: bureauClaim.id, number: bureauClaim.number, firm: t.bureauFirm.name },
      ...{ label: bureauFinding.label, n: count() },
    })
    .from(bureauFinding)
    .innerJoin(
      bureauClaim,
      and(eq(bureauClaim.id, bureauFinding.claim), eq(bureauClaim.version, bureauFinding.version)),
    )
    .innerJoin(t.bureauFirm, eq(t.bureauFirm.id, bureauClaim.firm))
    .where(and(eq(bureauFinding.other, claim.id), isNull(bureauFinding.goneAt)))
    .groupBy(bureauClaim.id, bureauClaim.number, t.bureauFirm.name, bureauFinding.label)
    .orderBy(asc(bureauClaim.number), asc(bureauFinding.label))
  const later = new Map<string, BureauFindingsPage['later'][number]>()
  for (const { label, n, ...of } of rows) {
    const line = later.get(of.claim) ?? { ...of, labels: [], findings: 0 }
    line.labels.push(label)
    line.findings += Number(n)
    later.set(of.claim, line)
  }
  return [...later.values()]
}
