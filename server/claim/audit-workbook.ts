import type { AuditQuery } from '../../shared/api/access'
import { actionWords } from '../../shared/api/audit-actions'
import { dayOf, showTime } from '../../shared/calendar/beijing'
import type { Actor } from '../access/actor'
import { recordAudit } from '../access/audit'
import { auditRows } from '../access/audit-list'
import type { Deps } from '../deps'
import { workbook } from './workbook'

/** 操作记录 as XLSX, the newest first, at most 20,000 rows. Audited itself. */
export async function auditWorkbook(
  deps: Deps,
  actor: Actor,
  query: AuditQuery,
): Promise<{ file: Uint8Array; name: string }> {
  const rows = await auditRows(deps, actor, query)
  const { store, clock } = deps
  await store.tx((q) => recordAudit(q, store, clock, actor, 'audit.export', actor.organisation, { rows: rows.length }))
  const today = dayOf(clock.now())
  const file = await workbook([
    {
      name: '操作记录',
      heading: [
        `${actor.organisationName} 操作记录`,
        `导出：${showTime(clock.now())}    范围：${query.from ?? '最早'} 至 ${query.to ?? today}${query.action === undefined ? '' : `    操作：${actionWords(query.action)}`}`,
      ],
      columns: [
        { title: '时间', width: 18 },
        { title: '人员', width: 22 },
        { title: '操作', width: 26 },
        { title: '对象', width: 30, text: true },
        { title: '详情', width: 44 },
      ],
      rows: rows.map(({ at, person, action, subject, detail }) => [showTime(at), person, action, subject, detail]),
    },
  ])
  return { file, name: `操作记录-${today}.xlsx` }
}
