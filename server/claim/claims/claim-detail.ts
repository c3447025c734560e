import { and, asc, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import * as v from 'valibot'
import { type ClaimAnswer, claimEvents, scanForms } from '../../../shared/api/claims'
import { standardInWords } from '../../../shared/claim/describe'
import type { RateTable } from '../../../shared/claim/rates'
import { type Actor, requireRole } from '../../access/actor'
import type { Store } from '../../db/store'
import type { Deps } from '../../deps'
import { SHORT_CODE } from '../data-hash'
import { boundForms } from './check/of-papers'
import { type ClaimRow, claimOf, classesOfClaim } from './claim-row'
import { type KnownTable, knownTables } from './rate-tables'
import { isFree, isReady } from './ready-seats'

const codeOf = (hash: string) => hash.slice(0, SHORT_CODE)

/** A claim with everything around it but its people, who are a list of their own. Throws `not-found`. */
export async function claimDetail({ store }: Pick<Deps, 'store'>, actor: Actor, id: string): Promise<ClaimAnswer> {
  requireRole(actor, 'finance')
  const claim = await claimOf(store.read, store, id, actor.organisation)
  const known = await knownTables(store.read, store, actor.organisation)
  const table = known.filter(({ table: one }) => one.id === claim.rateTable).map(({ table: one }) => one)
  const { number, title, version, status, onBehalf, day, rateTable, reckoned, savedAt } = claim
  return {
    ...{ id, number, title, version, status, onBehalf, day, rateTable, savedAt },
    tables: choices(known),
    needs: needsOf(table),
    classes: await classesOf(store, claim),
    ...(reckoned && { reckoned }),
    scans: await scansOf(store, claim),
    events: await eventsOf(store, id),
  }
}

/** One choice a table: its newest version. */
function choices(known: readonly KnownTable[]): ClaimAnswer['tables'] {
  const newest = new Map<string, KnownTable>()
  for (const one of known) {
    const best = newest.get(one.table.id)
    if (!best || best.table.version < one.table.version) newest.set(one.table.id, one)
  }
  return [...newest.values()].map(({ table, own }) => ({
    ...{ id: table.id, title: table.title, own: own !== undefined, standard: standardInWords(table) },
  }))
}

const needsOf = (tables: readonly RateTable[]): ClaimAnswer['needs'] => ({
  cost: tables.some(({ standard }) => standard.some(({ kind }) => kind === 'cost')),
  employment: tables.some(({ shares }) => shares?.some(({ employedWithin }) => employedWithin !== undefined)),
  trades: [
    ...new Set(
      tables.flatMap(({ standard }) =>
        standard.flatMap((part) => (part.kind === 'trade' ? Object.keys(part.amounts) : [])),
      ),
    ),
  ],
})

async function classesOf({ t, read }: Store, { id }: ClaimRow): Promise<ClaimAnswer['classes']> {
  const asked = await classesOfClaim(read, { t }, id)
  const ids = asked.map((one) => one.class)
  const rows = await read
    .select({ id: t.class.id, name: t.class.name, plan: t.plan })
    .from(t.class)
    .innerJoin(t.plan, eq(t.plan.id, t.class.plan))
    .where(inArray(t.class.id, ids))
  const counts = await read
    .select({
      ...{ class: t.seat.class, enrolled: sql<number>`count(*)` },
      ready: sql<number>`sum(CASE WHEN ${isReady(t)} AND ${isFree(read, t, id)} THEN 1 ELSE 0 END)`,
      chosen: sql<number>`sum(CASE WHEN EXISTS (SELECT 1 FROM ${t.claimSeat} WHERE ${t.claimSeat.seat} = ${t.seat.id} AND ${t.claimSeat.claim} = ${id}) THEN 1 ELSE 0 END)`,
    })
    .from(t.seat)
    .leftJoin(t.seatTotal, eq(t.seatTotal.seat, t.seat.id))
    .where(and(inArray(t.seat.class, ids), isNull(t.seat.leftAt)))
    .groupBy(t.seat.class)
  return asked.flatMap(({ class: of, cost, proof, trade }) => {
    const row = rows.find((one) => one.id === of)
    const count = counts.find((one) => one.class === of)
    if (!row) return []
    return {
      ...{ id: of, name: row.name, occupation: row.plan.occupation, level: row.plan.level, trade },
      period: { from: row.plan.periodFrom, to: row.plan.periodTo },
      enrolled: Number(count?.enrolled ?? 0),
      ready: Number(count?.ready ?? 0),
      chosen: Number(count?.chosen ?? 0),
      ...(cost && { cost }),
      ...(proof !== undefined && { proof }),
    }
  })
}

async function scansOf({ t, read }: Store, { id, reckoned }: ClaimRow): Promise<ClaimAnswer['scans']> {
  const rows = await read
    .select({ scan: t.claimScan, by: t.member.name, number: t.seat.number, name: t.person.name })
    .from(t.claimScan)
    .leftJoin(t.member, eq(t.member.id, t.claimScan.by))
    .leftJoin(t.seat, eq(t.seat.id, t.claimScan.seat))
    .leftJoin(t.person, eq(t.person.id, t.seat.person))
    .where(eq(t.claimScan.claim, id))
    .orderBy(desc(t.claimScan.at), desc(t.claimScan.id))
  return rows.map(({ scan, by, number, name }) => ({
    ...{ id: scan.id, form: v.parse(v.picklist(scanForms), scan.form), file: scan.file, at: scan.at },
    ...{ by: by ?? scan.by, code: codeOf(scan.dataHash) },
    ...(scan.seat !== null && { seat: { seat: scan.seat, number: number ?? '', name: name ?? '' } }),
    ...(reckoned && boundForms.has(scan.form) && { stale: scan.dataHash !== reckoned.dataHash }),
  }))
}

async function eventsOf({ t, read }: Store, id: string): Promise<ClaimAnswer['events']> {
  const rows = await read
    .select({ row: t.claimEvent, name: t.member.name })
    .from(t.claimEvent)
    .leftJoin(t.member, eq(t.member.id, t.claimEvent.by))
    .where(eq(t.claimEvent.claim, id))
    .orderBy(asc(t.claimEvent.at), asc(t.claimEvent.id))
  return rows.map(({ row: { kind, version, day, number, remark, amount, dataHash, document, by, at }, name }) => ({
    ...{ kind: v.parse(v.picklist(claimEvents), kind), version, day, number, remark, by: name ?? by, at },
    ...(amount !== null && { amount }),
    ...(dataHash !== null && { code: codeOf(dataHash) }),
    ...(document !== null && { document }),
  }))
}
