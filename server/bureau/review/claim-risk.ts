import { and, eq, inArray, lt, ne, sql } from 'drizzle-orm'
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

/** A standing in the queue is reckoned again when it is older: findings between packages come when other claims come. */
const FRESH_MS = 60_000

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

/** Reckons again what stands in the queue and may have changed; before the queue is shown. */
export async function refreshQueue(
  deps: Pick<Deps, 'store' | 'clock' | 'packages'>,
  organisation: string,
): Promise<void> {
  const { store, clock } = deps
  const { t, read } = store
  const inForce = await formulaInForce(read, store, organisation, dayOf(clock.now()))
  const rows = await read
    .select({ claim: t.bureauClaim, risk: t.bureauRisk })
    .from(t.bureauClaim)
    .leftJoin(t.bureauRisk, eq(t.bureauRisk.claim, t.bureauClaim.id))
    .where(
      and(
        eq(t.bureauClaim.organisation, organisation),
        sql`(${t.bureauClaim.status} = 'received' OR ${t.bureauRisk.claim} IS NULL)`,
      ),
    )
  for (const { claim, risk } of rows) {
    const stands =
      risk !== null &&
      risk.version === claim.version &&
      risk.formula === String(inForce.version) &&
      clock.now() - risk.at < FRESH_MS
    if (!stands) await refreshRisk(deps, claim, inForce)
  }
}
