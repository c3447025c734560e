import { eq } from 'drizzle-orm'
import { claimStates, claimStateWords } from '../../../shared/api/bureau'
import { type CourseStep, courseSourceWords } from '../../../shared/api/bureau-keeping'
import { showTime } from '../../../shared/calendar/beijing'
import { courseLayout } from '../../../shared/forms/bureau'
import { moneyValue, textValue, wholeValue } from '../../../shared/forms/value'
import type { Actor } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Deps } from '../../deps'
import { receivedClaim } from '../bureau'
import { type Paper, type PaperKind, paperOf } from '../paper'
import { contentOf } from '../review/content'
import { courseOf } from './course'

/** 全过程清单 on paper or as a workbook. Audited: it leaves the house. Throws `not-allowed`, `not-found`. */
export async function coursePaper(deps: Deps, actor: Actor, id: string, kind: PaperKind): Promise<Paper> {
  const { store, clock } = deps
  const { t, read } = store
  const steps = await courseOf(deps, actor, id)
  const claim = await receivedClaim(read, store, actor, id)
  const [firm] = await read.select().from(t.bureauFirm).where(eq(t.bureauFirm.id, claim.firm))
  const state = claimStates.find((one) => one === claim.status)
  await store.tx((q) => recordAudit(q, store, clock, actor, 'course.export', id, { number: claim.number, form: kind }))
  const values = {
    fields: {
      ...{ 受理号: textValue(claim.number), 名称: textValue(claim.title), 单位: textValue(firm?.name ?? '') },
      ...{ 状态: textValue(state ? claimStateWords[state] : ''), 申请人数: wholeValue(claim.people) },
      申请金额: moneyValue(claim.asked),
      内容编号: textValue((await contentOf(read, store, claim)).slice(0, 16)),
    },
    lists: { 步骤: steps.map(stepValues) },
  }
  return paperOf(courseLayout, values, claim.number, kind, clock.now())
}

const stepValues = ({ at, source, what, by, version, detail, signed }: CourseStep, i: number) => ({
  ...{ 序号: wholeValue(i + 1), 时间: textValue(showTime(at)), 环节: textValue(courseSourceWords[source]) },
  ...{ 事项: textValue(what), 经办: textValue(by), 内容: textValue(detail) },
  ...{ 版次: textValue(version === undefined ? '' : `${version}`), 签名: textValue(signed?.slice(0, 16) ?? '') },
})
