import { randomUUID } from 'node:crypto'
import { desc, eq } from 'drizzle-orm'
import * as v from 'valibot'
import { type FormulaAnswer, type RiskFormula, riskFormula } from '../../../shared/api/bureau-risk'
import { dayOf } from '../../../shared/calendar/beijing'
import type { Actor } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Queries, Store } from '../../db/store'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { requireBureau } from '../bureau'

/** What holds until a bureau states its own. No document of Suihua says how to weigh: every value is to be confirmed there. */
export const builtInFormula: RiskFormula = {
  title: '自带的风险计分办法',
  source: '本软件自带，没有文件依据，待人社局确认',
  from: '2026-01-01',
  ...{ disagrees: 40, doubtful: 15, serious: 15, check: 5, note: 1, mostOfFindings: 50 },
  ...{ manual: 20, newFirm: 10, before: 5, mostOfBefore: 20, reckoned: 5 },
  large: { amount: 10_000_000, points: 10 },
  lottery: {
    ...{ share: 100, base: 1, serious: 10, check: 4, note: 1, manual: 5, perPoints: 20, most: 50 },
    publicSource: '公告所定日期的福利彩票双色球开奖号码（红球由小到大，再蓝球）',
  },
}

export interface FormulaInForce {
  formula: RiskFormula
  /** 0: the built-in one. */
  version: number
  by?: string
  at?: number
}

async function entered(q: Queries, { t }: Pick<Store, 't'>, organisation: string): Promise<FormulaInForce[]> {
  const rows = await q
    .select({ row: t.bureauRiskFormula, name: t.member.name })
    .from(t.bureauRiskFormula)
    .leftJoin(t.member, eq(t.member.id, t.bureauRiskFormula.by))
    .where(eq(t.bureauRiskFormula.organisation, organisation))
    .orderBy(desc(t.bureauRiskFormula.version))
  return rows.map(({ row, name }) => ({
    ...{ formula: v.parse(riskFormula, JSON.parse(row.body)), version: row.version },
    ...{ by: name ?? row.by, at: row.at },
  }))
}

/** The newest that has begun by that Beijing day. */
export async function formulaInForce(
  q: Queries,
  store: Pick<Store, 't'>,
  organisation: string,
  day: string,
): Promise<FormulaInForce> {
  const begun = (await entered(q, store, organisation)).find(({ formula }) => formula.from <= day)
  return begun ?? { formula: builtInFormula, version: 0 }
}

/** What the queue goes by today, and what is entered and has not begun. Throws `not-allowed`. */
export async function readFormula(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  actor: Actor,
): Promise<FormulaAnswer> {
  requireBureau(actor, 'auditor')
  const today = dayOf(clock.now())
  const now = await formulaInForce(store.read, store, actor.organisation, today)
  const [newest] = await entered(store.read, store, actor.organisation)
  const next = newest && newest.version > now.version && newest.formula.from > today ? newest : undefined
  return { ...now, ...(next && { next: { formula: next.formula, version: next.version } }) }
}

/** Enters the bureau's next formula; earlier ones stay, and what was drawn by them. Throws `not-allowed`, `bad-request`. Audited. */
export async function enterFormula(deps: Deps, actor: Actor, formula: RiskFormula): Promise<void> {
  requireBureau(actor, 'manager')
  const { store, clock } = deps
  const { t } = store
  const today = dayOf(clock.now())
  if (formula.from < today) throw new Refused('bad-request', '施行日期不能早于今天：以前的排序和抽签按当时的办法')
  await store.tx(async (q) => {
    const version = ((await entered(q, store, actor.organisation))[0]?.version ?? 0) + 1
    const id = randomUUID()
    await q.insert(t.bureauRiskFormula).values({
      ...{ id, organisation: actor.organisation, version, body: JSON.stringify(formula) },
      ...{ by: actor.member, at: clock.now() },
    })
    await recordAudit(q, store, clock, actor, 'review.formula', id, { version, date: formula.from })
  })
}
