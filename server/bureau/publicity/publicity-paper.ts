import type { PublicityTerm } from '../../../shared/api/bureau-publicity'
import { capitals } from '../../../shared/claim/capitals'
import { publicityLayout } from '../../../shared/forms/bureau'
import { hoursValue, moneyValue, textValue, type Values, wholeValue } from '../../../shared/forms/value'
import type { Actor } from '../../access/actor'
import type { Deps } from '../../deps'
import { ALL } from '../../lists/page'
import { publicPeople } from '../../lists/public-people'
import { calendarOf } from '../../training/calendar/calendar'
import { requireBureau } from '../bureau'
import { type Paper, type PaperKind, paperOf } from '../paper'
import { type PublicityRecord, publicityOf, termOf } from './publicity'

export const TENTATIVE = '（暂定：所跨年份的放假安排尚未公布，公布后以实际工作日为准）'

/** The list of a 公示 as it is pinned to a wall or put on a site of the bureau's. Throws `not-found`. */
export async function publicityPaper(deps: Deps, actor: Actor, id: string, kind: PaperKind): Promise<Paper> {
  requireBureau(actor, 'finance')
  const record = await publicityOf(deps.store.read, deps.store, actor, id)
  return paperOfPublicity(deps, record, actor.organisationName, kind)
}

/** The same of a 公示 that may be read; claims that were taken off are left out. */
export async function paperOfPublicity(
  deps: Deps,
  record: PublicityRecord,
  bureau: string,
  kind: PaperKind,
): Promise<Paper> {
  const { store, clock } = deps
  const term = termOf(record, await calendarOf(store.read, store, record.organisation))
  const { rows } = await publicPeople(deps, record.id, { ...ALL, search: '', filter: 'shown' })
  return paperOf(publicityLayout, valuesOf(record, term, bureau, rows), record.number, kind, clock.now())
}

type Rows = Awaited<ReturnType<typeof publicPeople>>['rows']

function valuesOf(record: PublicityRecord, term: PublicityTerm, bureau: string, rows: Rows): Values {
  const total = rows.reduce((sum, { amount }) => sum + amount, 0)
  return {
    fields: {
      ...{ 标题: textValue(record.title), 公示编号: textValue(record.number), 公示单位: textValue(bureau) },
      ...{ 公示开始: textValue(term.opens), 公示结束: textValue(term.last), 工作日数: wholeValue(term.days) },
      ...{ 暂定说明: textValue(term.tentative ? TENTATIVE : ''), 标准: textValue(record.standard) },
      ...{ 监督电话: textValue(record.phone), 受理地点: textValue(record.place), 人数: wholeValue(rows.length) },
      ...{ 总金额: moneyValue(total), 总金额大写: textValue(capitals(total)) },
    },
    lists: {
      名单: rows.map((row) => ({
        ...{ 序号: wholeValue(row.position), 姓名: textValue(row.name), 身份证号: textValue(row.idShown) },
        ...{ 培训单位: textValue(row.firm), 培训工种: textValue(row.occupation), 培训等级: textValue(row.level) },
        ...{ 认定学时: hoursValue(row.hours), 补贴标准: textValue(row.standard), 补贴金额: moneyValue(row.amount) },
      })),
    },
  }
}
