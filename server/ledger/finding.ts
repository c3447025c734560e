import { randomUUID } from 'node:crypto'
import type { Queries, Store } from '../db/store'

/** What a check found, with the records that show it. Add a code here, and a check that writes it. */
export const findingLabels = {
  'chain-forked': '同一份记录出现两个分支（设备被复制或还原）',
  'log-restored': '日志自备份恢复',
  'log-altered': '封存日志与数据库不符',
  'entry-unread': '有本版本不认识的记录',
  'field-missing': '网站页面上有内容读不到',
  'offline-too-long': '离线时间过长',
} as const
export type FindingCode = keyof typeof findingLabels

export interface Finding {
  /** Empty for findings about the server itself. */
  organisation: string
  class?: string | undefined
  seat?: string | undefined
  code: FindingCode
  /** Plain Chinese: what, where, since when. */
  detail: string
  entries: { chain: string; seq: number; hash: string }[]
  at: number
}

export async function addFinding(
  q: Queries,
  t: Store['t'],
  { entries, class: classId, seat, ...finding }: Finding,
): Promise<void> {
  await q.insert(t.finding).values({
    id: randomUUID(),
    class: classId ?? null,
    seat: seat ?? null,
    entries: JSON.stringify(entries),
    ...finding,
  })
}
