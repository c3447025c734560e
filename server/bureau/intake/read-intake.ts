import { and, desc, eq, isNotNull, or, sql } from 'drizzle-orm'
import * as v from 'valibot'
import { verdicts } from '../../../shared/api/bureau'
import {
  bureauReport,
  type IntakeDetail,
  type IntakeRow,
  intakeOutcomes,
  intakeSources,
} from '../../../shared/api/bureau-intake'
import type { Actor } from '../../access/actor'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { namedBy } from '../../media/by-name'
import { requireBureau } from '../bureau'
import { sendersOf } from '../counter/senders'
import { packageKinds } from './verified'

type Stored = Deps['store']['t']['bureauIntake']['$inferSelect']

const outcomeOf = (text: string) => v.parse(v.picklist(intakeOutcomes), text)
export const verdictIn = (text: string) => v.parse(v.picklist([...verdicts, '']), text)

/** A file that came in, as lists show it. */
export const intakeRowOf = (row: Stored, by: string, from: string | undefined): IntakeRow => ({
  ...{ id: row.id, outcome: outcomeOf(row.outcome), source: v.parse(v.picklist(intakeSources), row.source) },
  ...(from !== undefined && { from }),
  ...{ name: row.name, bytes: row.bytes, firm: row.firmName, title: row.title, verdict: verdictIn(row.verdict) },
  ...{ problem: row.problem, by, at: row.at },
})

/**
 * One file that came in, by its own id, that of the package it became, or that of a claim (the package of its current version). Throws
 * `not-found`, also for another bureau's.
 */
export async function storedIntake(
  { store: { t, read } }: Pick<Deps, 'store'>,
  { organisation }: Pick<Actor, 'organisation'>,
  id: string,
): Promise<Stored> {
  const { bureauIntake, bureauClaim } = t
  const current = sql`(SELECT ${bureauClaim.package} FROM ${bureauClaim} WHERE ${bureauClaim.id} = ${id})`
  const [row] = await read
    .select()
    .from(bureauIntake)
    .where(
      and(
        eq(bureauIntake.organisation, organisation),
        or(
          eq(bureauIntake.id, id),
          and(
            or(eq(bureauIntake.package, id), eq(bureauIntake.package, current)),
            sql`${bureauIntake.outcome} <> 'same'`,
          ),
        ),
      ),
    )
    .orderBy(bureauIntake.at)
    .limit(1)
  if (!row) throw new Refused('not-found', '没有这份收件')
  return row
}

/** The file, what it became, its report, and the other packages of its claim. */
export async function readIntake(deps: Deps, actor: Actor, id: string): Promise<IntakeDetail> {
  requireBureau(actor, 'hr', 'auditor')
  const { t, read } = deps.store
  const row = await storedIntake(deps, actor, id)
  const called = await namedBy(deps.store, [row.by])
  const [kept] = row.package ? await read.select().from(t.bureauPackage).where(eq(t.bureauPackage.id, row.package)) : []
  const [claim] = row.claim ? await read.select().from(t.bureauClaim).where(eq(t.bureauClaim.id, row.claim)) : []
  const [stage] = row.package
    ? await read
        .select({ class: t.bureauStage.class, className: t.bureauStage.className })
        .from(t.bureauStage)
        .where(eq(t.bureauStage.package, row.package))
    : []
  const report = kept?.report ?? row.report
  return {
    ...intakeRowOf(row, called(row.by), (await sendersOf(deps.store, [row.id])).get(row.id)),
    ...(row.sha256 !== null && { sha256: row.sha256 }),
    kind: v.parse(v.picklist([...packageKinds, '']), row.kind),
    ...(row.package !== null && { package: row.package }),
    ...(claim && { claim: { id: claim.id, number: claim.number, version: claim.version, status: claim.status } }),
    ...(kept && kept.version > 0 && { version: kept.version }),
    versions: row.claim ? await versionsOf(deps, row.claim) : [],
    ...(stage && { stage }),
    ...(report && { report: v.parse(bureauReport, JSON.parse(report)) }),
  }
}

async function versionsOf(
  { store: { t, read } }: Pick<Deps, 'store'>,
  claim: string,
): Promise<IntakeDetail['versions']> {
  const rows = await read
    .select({ intake: t.bureauIntake, kept: t.bureauPackage, received: t.bureauReceived })
    .from(t.bureauIntake)
    .innerJoin(t.bureauPackage, eq(t.bureauPackage.id, t.bureauIntake.package))
    .innerJoin(t.bureauReceived, eq(t.bureauReceived.package, t.bureauPackage.id))
    .where(
      and(eq(t.bureauIntake.claim, claim), isNotNull(t.bureauIntake.package), sql`${t.bureauIntake.outcome} <> 'same'`),
    )
    .orderBy(desc(t.bureauIntake.at))
  return rows.map(({ intake, kept, received }) => ({
    ...{ intake: intake.id, version: kept.version, outcome: outcomeOf(intake.outcome) },
    ...{ theirVersion: received.theirVersion, packedAt: received.packedAt, verdict: verdictIn(kept.verdict) },
    ...{ at: intake.at, name: intake.name, kind: kept.kind },
  }))
}
