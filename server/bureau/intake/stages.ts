import { and, asc, eq, lt, ne, sql } from 'drizzle-orm'
import * as v from 'valibot'
import {
  bureauReport,
  STAGE_LATE,
  type StageDetail,
  type StageRow,
  stageSummary,
} from '../../../shared/api/bureau-intake'
import type { Actor } from '../../access/actor'
import type { Store } from '../../db/store'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { requireBureau } from '../bureau'
import { verdictIn } from './read-intake'

/** Everything of a 阶段包 that a screen shows, from its tables. */
export const stageQuery = ({ t, read }: Deps['store']) =>
  read
    .select({
      stage: t.bureauStage,
      firm: t.bureauFirm.name,
      verdict: t.bureauPackage.verdict,
      at: t.bureauPackage.at,
      report: t.bureauPackage.report,
      intake: t.bureauIntake.id,
    })
    .from(t.bureauStage)
    .innerJoin(t.bureauFirm, eq(t.bureauFirm.id, t.bureauStage.firm))
    .innerJoin(t.bureauPackage, eq(t.bureauPackage.id, t.bureauStage.package))
    .innerJoin(
      t.bureauIntake,
      and(eq(t.bureauIntake.package, t.bureauStage.package), ne(t.bureauIntake.outcome, 'same')),
    )
export type StoredStage = Awaited<ReturnType<typeof stageQuery>>[number]

export const stageRowOf = ({
  stage,
  firm,
  verdict,
  at,
  intake,
}: Omit<StoredStage, 'report'>): Omit<StageRow, 'packages'> => ({
  ...{ package: stage.package, intake, class: stage.class, className: stage.className, firm },
  ...{
    status: stage.status === 'closed' ? 'closed' : 'open',
    from: stage.from,
    to: stage.to,
    packedAt: stage.packedAt,
  },
  ...{ at, seats: stage.seats, studied: stage.studied, credited: stage.credited },
  ...{ findings: stage.findings, serious: stage.serious, verdict: verdictIn(verdict) },
})

/** Of several 阶段包 of a class the newest. */
export const isNewestStage = ({ t: { bureauStage: stage } }: Pick<Store, 't'>) => {
  const ofClass = sql`other.organisation = ${stage.organisation} AND other.firm = ${stage.firm} AND other.class = ${stage.class}`
  return sql`NOT EXISTS (SELECT 1 FROM ${stage} AS other WHERE ${ofClass}
    AND (other.packed_at > ${stage.packedAt} OR (other.packed_at = ${stage.packedAt} AND other.package > ${stage.package})))`
}

/** A running class nothing came of for over a week, of its newest 阶段包. */
export const isLateStage = ({ t: { bureauStage: stage } }: Pick<Store, 't'>, now: number) =>
  and(eq(stage.status, 'open'), lt(stage.packedAt, now - STAGE_LATE))

/** A class as one of its 阶段包 shows it, with how it went from package to package. Throws `not-found`. */
export async function readStage(deps: Deps, actor: Actor, id: string): Promise<StageDetail> {
  requireBureau(actor, 'hr', 'auditor')
  const { store } = deps
  const { bureauStage } = store.t
  const own = eq(bureauStage.organisation, actor.organisation)
  const [found] = await stageQuery(store).where(and(eq(bureauStage.package, id), own))
  if (!found) throw new Refused('not-found', '没有这个阶段包')
  const all = await stageQuery(store)
    .where(and(own, eq(bureauStage.firm, found.stage.firm), eq(bureauStage.class, found.stage.class)))
    .orderBy(asc(bureauStage.packedAt))
  return {
    ...stageRowOf(found),
    summary: v.parse(stageSummary, JSON.parse(found.stage.summary)),
    report: v.parse(bureauReport, JSON.parse(found.report)),
    history: all.map(({ stage, intake, verdict }) => ({
      ...{ intake, packedAt: stage.packedAt, seats: stage.seats, studied: stage.studied, credited: stage.credited },
      ...{ findings: stage.findings, serious: stage.serious, verdict: verdictIn(verdict) },
    })),
  }
}
