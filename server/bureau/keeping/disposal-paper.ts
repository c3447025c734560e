import { and, eq } from 'drizzle-orm'
import { packageKindWords } from '../../../shared/api/bureau-keeping'
import { showTime } from '../../../shared/calendar/beijing'
import { disposalLayout } from '../../../shared/forms/bureau'
import { textValue, wholeValue } from '../../../shared/forms/value'
import type { Actor } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { requireBureau } from '../bureau'
import { namesOfMembers } from '../members'
import { type Paper, type PaperKind, paperOf } from '../paper'
import { filesOfDisposal } from './kept-workbooks'

/**
 * 销毁清单: what went by its SHA-256, until when and by which rule it was kept, who asked, who confirmed, and when its bytes went. Throws `not-found`,
 * `conflict` before they went. Audited.
 */
export async function disposalPaper(deps: Deps, actor: Actor, id: string, kind: PaperKind): Promise<Paper> {
  requireBureau(actor, 'auditor')
  const { store, clock } = deps
  const { t, read } = store
  const { bureauDisposal, bureauDisposalStep } = t
  const [asked] = await read
    .select()
    .from(bureauDisposal)
    .where(and(eq(bureauDisposal.id, id), eq(bureauDisposal.organisation, actor.organisation)))
  if (!asked) throw new Refused('not-found', '没有这条销毁申请')
  const steps = await read.select().from(bureauDisposalStep).where(eq(bureauDisposalStep.disposal, id))
  const confirmed = steps.find(({ step }) => step === 'confirmed')
  const done = steps.find(({ step }) => step === 'done')
  if (!confirmed || !done) throw new Refused('conflict', '还没有销毁，销毁以后才有清单')
  const gone = await filesOfDisposal(store, read, id)
  const nameOf = await namesOfMembers(store, actor.organisation)
  await store.tx((q) =>
    recordAudit(q, store, clock, actor, 'package.dispose-paper', id, { files: gone.length, form: kind }),
  )
  const values = {
    fields: {
      ...{ 部门: textValue(actor.organisationName), 原因: textValue(asked.reason), 件数: wholeValue(gone.length) },
      ...{ 申请人: textValue(nameOf(asked.by)), 申请时间: textValue(showTime(asked.at)) },
      ...{ 确认人: textValue(nameOf(confirmed.by)), 确认时间: textValue(showTime(confirmed.at)) },
      销毁时间: textValue(showTime(done.at)),
    },
    lists: {
      资料包: gone.map(({ name, kind: of, number, firm, sha256, last, rule }, i) => ({
        ...{ 序号: wholeValue(i + 1), 文件名: textValue(name), 类型: textValue(packageKindWords[of] ?? of) },
        ...{ 受理号: textValue(number), 单位: textValue(firm), 摘要: textValue(sha256) },
        ...{ 留存到: textValue(last), 依据: textValue(rule) },
      })),
    },
  }
  return paperOf(disposalLayout, values, id.slice(0, 8), kind, clock.now())
}
