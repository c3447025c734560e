import { and, asc, eq } from 'drizzle-orm'
import type * as v from 'valibot'
import type { StageRow, stagesQuery } from '../../shared/api/bureau-intake'
import type { ListPage } from '../../shared/api/lists'
import type { Actor } from '../access/actor'
import { requireBureau } from '../bureau/bureau'
import { isLateStage, isNewestStage, stageQuery, stageRowOf } from '../bureau/intake/stages'
import type { Deps } from '../deps'
import { countAll, pageOf, sorted } from './page'
import { foundIn } from './search'

export type StagesQuery = v.InferOutput<typeof stagesQuery>

/** Classes that 阶段包 came of, each by its newest; found by class and 单位. `late`: a running class nothing came of for over a week. */
export async function listStages(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  actor: Actor,
  query: StagesQuery,
): Promise<ListPage<StageRow>> {
  requireBureau(actor, 'hr', 'auditor')
  const { t, read } = store
  const { bureauStage: stage, bureauFirm: firm } = t
  const late = isLateStage(store, clock.now())
  const where = and(
    eq(stage.organisation, actor.organisation),
    isNewestStage(store),
    query.filter === '' ? undefined : query.filter === 'late' ? late : eq(stage.status, query.filter),
    foundIn(query.search, stage.className, firm.name),
  )
  const by = {
    packed: stage.packedAt,
    class: stage.className,
    firm: firm.name,
    credited: stage.credited,
    findings: stage.findings,
  }
  const order = sorted(query, by, 'packed', 'packed', 'credited', 'findings')
  const total = read.select(countAll).from(stage).innerJoin(firm, eq(firm.id, stage.firm)).where(where)
  const page = await pageOf(query, total, (limit, offset) =>
    stageQuery(store).where(where).orderBy(order, asc(stage.package)).limit(limit).offset(offset),
  )
  const counts = await Promise.all(
    page.rows.map(async (row) => {
      const same = and(
        eq(stage.organisation, actor.organisation),
        eq(stage.firm, row.stage.firm),
        eq(stage.class, row.stage.class),
      )
      return Number((await read.select(countAll).from(stage).where(same))[0]?.n ?? 0)
    }),
  )
  return { ...page, rows: page.rows.map((row, i) => ({ ...stageRowOf(row), packages: counts[i] ?? 1 })) }
}
