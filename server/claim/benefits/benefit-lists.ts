import { randomUUID } from 'node:crypto'
import { and, count, desc, eq, isNull } from 'drizzle-orm'
import type { BenefitList, BenefitListReport, BenefitListRequest } from '../../../shared/api/claims'
import { type Actor, requireRole } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Queries } from '../../db/store'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { chunksOf } from '../../training/roster/chunks'
import { readTables } from '../../training/roster/read-table'
import { RosterRefused } from '../../training/roster/table'
import { readBenefits } from './read-benefits'

const MOST = 200_000
/** So many places of what was left out are answered. */
const SHOWN = 500

/**
 * Keeps a list of trainings that other bodies paid for: it counts against limits and caps of its people. Of ID numbers only the blind index
 * stays, and the file is not kept. Throws `file-refused`, `roster-refused` where no row can be read. Audited.
 */
export async function importBenefits(
  deps: Deps,
  actor: Actor,
  { name, source, day }: BenefitListRequest,
  file: Uint8Array,
): Promise<BenefitListReport> {
  requireRole(actor, 'hr')
  const { store, secrets, clock } = deps
  const { t } = store
  const { rows, skipped } = readBenefits(await readTables(file), day)
  if (rows.length === 0)
    throw new RosterRefused(
      skipped.length > 0
        ? skipped.slice(0, SHOWN)
        : [{ message: '没有找到表头：第一行要有“身份证号”和“职业（工种）”，其余列（等级、金额、日期）可以没有' }],
    )
  if (rows.length > MOST) throw new RosterRefused([{ message: `一份名单最多 ${MOST} 行，请分开导入` }])
  const list = randomUUID()
  const matches = await store.tx(async (q) => {
    await q.insert(t.benefitList).values({
      ...{ id: list, organisation: actor.organisation, name, source, day, rows: rows.length },
      ...{ by: actor.member, at: clock.now() },
    })
    const kept = rows.map(({ id, taken }, position) => ({
      ...{ list, position, idIndex: secrets.index('id', id), taken: JSON.stringify(taken) },
    }))
    for (const some of chunksOf(kept)) await q.insert(t.benefit).values([...some])
    await recordAudit(q, store, clock, actor, 'benefit-list.import', list, { name, source, rows: rows.length })
    return (await matchesOf(deps, q, actor.organisation)).get(list) ?? 0
  })
  return { rows: rows.length, matches, skipped: skipped.slice(0, SHOWN) }
}

/** People of the organisation that stand in a list, by list. */
async function matchesOf({ store: { t } }: Deps, q: Queries, organisation: string): Promise<Map<string, number>> {
  const rows = await q
    .select({ list: t.benefit.list, n: count() })
    .from(t.person)
    .innerJoin(t.benefit, eq(t.benefit.idIndex, t.person.idIndex))
    .where(eq(t.person.organisation, organisation))
    .groupBy(t.benefit.list)
  return new Map(rows.map(({ list, n }) => [list, Number(n)]))
}

/** The organisation's lists, the newest first; removed ones stay named. */
export async function benefitLists(deps: Deps, actor: Actor): Promise<BenefitList[]> {
  requireRole(actor, 'auditor')
  const { t, read } = deps.store
  const rows = await read
    .select({ list: t.benefitList, by: t.member.name })
    .from(t.benefitList)
    .leftJoin(t.member, eq(t.member.id, t.benefitList.by))
    .where(eq(t.benefitList.organisation, actor.organisation))
    .orderBy(desc(t.benefitList.at))
  const matching = await matchesOf(deps, read, actor.organisation)
  return rows.map(({ list: { id, name, source, day, rows: n, at, removedAt, by: member }, by }) => ({
    ...{ id, name, source, day, rows: n, at, by: by ?? member, matches: matching.get(id) ?? 0 },
    ...(removedAt !== null && { removedAt }),
  }))
}

/** Takes a whole list away, with every row in it. Throws `not-found`. Audited. */
export async function removeBenefits({ store, clock }: Deps, actor: Actor, list: string): Promise<void> {
  requireRole(actor, 'hr')
  const { t } = store
  await store.tx(async (q) => {
    const which = and(
      eq(t.benefitList.id, list),
      eq(t.benefitList.organisation, actor.organisation),
      isNull(t.benefitList.removedAt),
    )
    const [row] = await q.select({ name: t.benefitList.name }).from(t.benefitList).where(which)
    if (!row) throw new Refused('not-found', '没有这份名单，或者已经移除')
    await q.delete(t.benefit).where(eq(t.benefit.list, list))
    await q.update(t.benefitList).set({ removedBy: actor.member, removedAt: clock.now() }).where(which)
    await recordAudit(q, store, clock, actor, 'benefit-list.remove', list, { name: row.name })
  })
}
