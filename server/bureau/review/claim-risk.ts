import { and, eq, inArray, isNull, lt, ne, or, sql } from 'drizzle-orm'
import * as v from 'valibot'
import { verdicts } from '../../../shared/api/bureau'
import type { Risk } from '../../../shared/api/bureau-risk'
import { dayOf } from '../../../shared/calendar/beijing'
import type { Queries, Store } from '../../db/store'
import type { Deps } from '../../deps'
import { peopleOfClaim, type ReceivedClaim } from '../bureau'
import { isCompared } from '../compare'
import { countsOf, doubtsOf } from './doubts'
import { type FormulaInForce, formulaInForce } from './formula'
import { packageOf } from './kept-package'
import { reckonPeople } from './reckon'
import { type RiskFacts, riskOf } from './risk'
import { tablesOfClaim } from './tables'

/** What nothing touched is reckoned again after so long, ms: what became of other claims of the 单位 counts as well. */
const STANDS_MS = 3_600_000

/** Whose amount the table gives otherwise than was asked, with what it gives: the unchanged facts, reckoned here. */
export async function differing(
  deps: Pick<Deps, 'store' | 'packages'>,
  claim: ReceivedClaim,
): Promise<ReadonlyMap<string, number>> {
  const { store } = deps
  const people = await peopleOfClaim(store.read, store, claim)
  const tables = await tablesOfClaim(deps, claim, people)
  if (!tables) return new Map()
  const amounts = reckonPeople(people, tables, new Map())
  return new Map(
    people.flatMap(({ id, asked }): [string, number][] => {
      const total = amounts.get(id)?.total
      return total === undefined || total === asked ? [] : [[id, total]]
    }),
  )
}

/** What is known of a claim that speaks for looking at it first. */
async function factsOfClaim(deps: Pick<Deps, 'store' | 'packages'>, claim: ReceivedClaim): Promise<RiskFacts> {
  const { store } = deps
  const people = await peopleOfClaim(store.read, store, claim)
  const kept = await packageOf(store.read, store, claim)
  const verdict = v.safeParse(v.picklist(verdicts), kept?.verdict)
  return {
    ...(verdict.success && { verdict: verdict.output }),
    manual: claim.source === 'manual',
    compared: await isCompared(store.read, store, claim),
    findings: countsOf(await doubtsOf(store.read, store, claim, people)).all,
    ...(await historyOf(store.read, store, claim)),
    ...{ people: people.length, differing: (await differing(deps, claim)).size, asked: claim.asked },
  }
}

async function historyOf(
  q: Queries,
  { t }: Pick<Store, 't'>,
  { id, organisation, firm, receivedAt }: ReceivedClaim,
): Promise<Pick<RiskFacts, 'earlier' | 'before'>> {
  const earlier = await q
    .select({ id: t.bureauClaim.id })
    .from(t.bureauClaim)
    .where(
      and(
        ...[eq(t.bureauClaim.organisation, organisation), eq(t.bureauClaim.firm, firm)],
        ...[ne(t.bureauClaim.id, id), lt(t.bureauClaim.receivedAt, receivedAt)],
      ),
    )
  if (earlier.length === 0) return { earlier: 0, before: 0 }
  const against = await q
    .selectDistinct({ claim: t.bureauEvent.claim })
    .from(t.bureauEvent)
    .where(
      and(
        inArray(
          t.bureauEvent.claim,
          earlier.map((one) => one.id),
        ),
        inArray(t.bureauEvent.kind, ['returned', 'refused', 'ruled', 'recovered']),
      ),
    )
  return { earlier: earlier.length, before: against.length }
}

/** The risk of a claim as of now, kept for the queue to be sorted by. */
export async function refreshRisk(
  deps: Pick<Deps, 'store' | 'clock' | 'packages'>,
  claim: ReceivedClaim,
  given?: FormulaInForce,
): Promise<Risk> {
  const { store, clock } = deps
  const now = clock.now()
  const inForce = given ?? (await formulaInForce(store.read, store, claim.organisation, dayOf(now)))
  const { score, reasons } = riskOf(await factsOfClaim(deps, claim), inForce.formula)
  const row = {
    version: claim.version,
    formula: String(inForce.version),
    score,
    reasons: JSON.stringify(reasons),
    at: now,
  }
  const { bureauRisk } = store.t
  await store.tx(async (q) => {
    await q
      .insert(bureauRisk)
      .values({ claim: claim.id, ...row })
      .onConflictDoUpdate({ target: bureauRisk.claim, set: row })
  })
  return { score, reasons }
}

/**
 * Reckons again what stands in the queue and was touched since: by a finding, a check, a step of its own, another version or formula; everything once
 * an hour. Called by the server's rounds and not by who looks at the queue: a package may have to be opened for it.
 */
export async function refreshQueue(
  deps: Pick<Deps, 'store' | 'clock' | 'packages'>,
  organisation: string,
  stops: () => boolean = () => false,
): Promise<void> {
  const { store, clock } = deps
  const { t, read } = store
  const { bureauClaim: of, bureauRisk: risk, bureauFinding: finding, bureauReading: reading, bureauEvent: event } = t
  const inForce = await formulaInForce(read, store, organisation, dayOf(clock.now()))
  const waits = sql`(${of.status} = 'received' AND (${risk.version} <> ${of.version}
    OR ${risk.formula} <> ${String(inForce.version)} OR ${risk.at} <= ${clock.now() - STANDS_MS} OR ${risk.at} <= ${of.updatedAt}
    OR EXISTS (SELECT 1 FROM ${finding} WHERE ${finding.claim} = ${of.id} AND (${finding.foundAt} >= ${risk.at} OR ${finding.goneAt} >= ${risk.at}))
    OR EXISTS (SELECT 1 FROM ${reading} WHERE ${reading.claim} = ${of.id} AND (${reading.checkedAt} IS NULL OR ${reading.checkedAt} >= ${risk.at}))
    OR EXISTS (SELECT 1 FROM ${event} WHERE ${event.claim} = ${of.id} AND ${event.at} >= ${risk.at})))`
  const rows = await read
    .select({ claim: of })
    .from(of)
    .leftJoin(risk, eq(risk.claim, of.id))
    .where(and(eq(of.organisation, organisation), or(isNull(risk.claim), waits)))
  for (const { claim } of rows) {
    if (stops()) return
    await refreshRisk(deps, claim, inForce).catch((error: unknown) =>
      console.error(`risk of ${claim.number}:`, error instanceof Error ? error.message : typeof error),
    )
  }
}
