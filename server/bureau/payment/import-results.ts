import type { ResultsReport } from '../../../shared/api/bureau-payments'
import type { FilePlace } from '../../../shared/api/roster'
import { readYuan } from '../../../shared/claim/money'
import { readDay } from '../../../shared/people/days'
import { headingKey } from '../../../shared/people/roster-headings'
import type { Actor } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Deps } from '../../deps'
import { readTables } from '../../training/roster/read-table'
import { cellName, RosterRefused, type Table, textOf } from '../../training/roster/table'
import { deciding } from '../acts/act'
import { requireBureau } from '../bureau'
import { holdDesk } from '../hold-desk'
import { codeOfLine, type LineOfPayment, linesOfPayment, type PaymentRecord } from './payment'
import { confirmedPayment, countsOf, keepResults, type Result, resultProblem } from './results'

type Field = 'code' | 'amount' | 'outcome' | 'day' | 'voucher' | 'reason'
/** What a column of such a file is headed with: by our own sheet 拨付结果, or by a bank's or a treasury's. */
const headings: Readonly<Record<Field, readonly string[]>> = {
  code: ['付款编号', '拨付编号', '业务编号'],
  amount: ['金额元', '金额', '拨付金额', '付款金额'],
  outcome: ['结果', '拨付结果', '付款结果', '状态'],
  day: ['拨付日期', '付款日期', '日期'],
  voucher: ['凭证号', '支付凭证号', '凭证编号'],
  reason: ['失败原因', '退票原因', '原因', '备注'],
}
const outcomes: Readonly<Record<string, Result['outcome']>> = {
  ...{ 已拨付: 'paid', 成功: 'paid', 支付成功: 'paid', 已支付: 'paid', 已付: 'paid' },
  ...{ 未付成: 'failed', 失败: 'failed', 支付失败: 'failed', 退票: 'failed', 已退回: 'failed' },
}

/**
 * Takes the results of a table from a file, by 付款编号. All or nothing: where any row is faulty, or `dry`, nothing is kept and each fault is
 * told by sheet, row and column. Rows without a result are left out. Throws `file-refused`, `roster-refused`, `conflict`. Audited.
 */
export async function importResults(
  deps: Deps,
  actor: Actor,
  id: string,
  file: Uint8Array,
  dry: boolean,
): Promise<ResultsReport> {
  requireBureau(actor, 'hr')
  const { store, clock } = deps
  const tables = await readTables(file)
  return deciding(deps, actor, async (q, acts) => {
    await holdDesk(q, store, actor)
    const payment = await confirmedPayment(q, deps, actor, id)
    const lines = await linesOfPayment(q, store, id)
    const { good, faulty } = read(deps, payment, lines, tables)
    const counts = countsOf(
      payment,
      good.map(({ result }) => result),
    )
    const kept = !dry && faulty.length === 0 && good.length > 0
    if (kept) {
      await keepResults(deps, q, acts, actor, payment, good)
      await recordAudit(q, store, clock, actor, 'payment.results', id, counts)
    }
    return {
      ...{ paid: counts.paid, failed: counts.failed, kept, faulty },
      amount: good.reduce((sum, { line, result }) => sum + (result.outcome === 'paid' ? line.line.amount : 0), 0),
      missing: lines.filter(({ line, result }) => !result && !good.some((one) => one.line.line.id === line.id)).length,
    }
  })
}

interface Heads {
  row: number
  columns: ReadonlyMap<Field, number>
}

function headsOf({ rows }: Table): Heads | undefined {
  for (const [row, cells] of rows.slice(0, 20).entries()) {
    const keys = cells.map((cell) => headingKey(textOf(cell)))
    const found = Object.entries(headings).flatMap(([field, names]): [Field, number][] => {
      const wanted = names.map(headingKey)
      const at = keys.findIndex((key) => wanted.includes(key))
      return at < 0 || !isField(field) ? [] : [[field, at]]
    })
    const columns = new Map(found)
    if (columns.has('code') && columns.has('outcome')) return { row, columns }
  }
  return undefined
}
const isField = (text: string): text is Field => Object.hasOwn(headings, text)

function read(deps: Deps, payment: PaymentRecord, lines: readonly LineOfPayment[], tables: readonly Table[]) {
  const found = tables.flatMap((table) => {
    const heads = headsOf(table)
    return heads ? [{ table, heads }] : []
  })
  const [sheet] = found
  if (!sheet)
    throw new RosterRefused(
      [{ message: '没有找到表头：要有“付款编号”和“结果”两列。可以用下载的资金拨付表里“拨付结果”那一页填写' }],
      '结果文件没有导入',
    )
  const { table, heads } = sheet
  const byCode = new Map(lines.map((one) => [codeOfLine(payment, one.line), one]))
  const good: { line: LineOfPayment; result: Result }[] = []
  const faulty: FilePlace[] = []
  for (const [i, cells] of table.rows.entries()) {
    if (i <= heads.row) continue
    const at = (field: Field) => heads.columns.get(field) ?? -1
    const text = (field: Field) => textOf(cells[at(field)])
    const fault = (field: Field, message: string) =>
      faulty.push({
        ...(table.sheet !== undefined && { sheet: table.sheet }),
        ...(at(field) >= 0 && { cell: cellName(i, at(field)) }),
        message,
      })
    if (text('code') === '' || text('outcome') === '') continue
    const line = byCode.get(text('code').normalize('NFKC').replaceAll(/\s/g, '')) ?? byCode.get(text('code'))
    const outcome = outcomes[text('outcome')]
    const day = readDay(text('day'))
    if (!line) fault('code', `这张资金拨付表里没有 ${text('code')}`)
    else if (good.some((one) => one.line === line)) fault('code', `${text('code')} 出现了两次`)
    else if (!outcome) fault('outcome', `看不懂结果“${text('outcome')}”，请写“已拨付”或“未付成”`)
    else if (!day) fault('day', `看不懂日期“${text('day')}”，请写成 2026-12-01`)
    else if (text('amount') !== '' && readYuan(text('amount')) !== line.line.amount)
      fault('amount', `金额与资金拨付表不一致：表上是 ${(line.line.amount / 100).toFixed(2)} 元`)
    else {
      const result = {
        outcome,
        day,
        voucher: text('voucher').slice(0, 60),
        reason: outcome === 'failed' ? text('reason').slice(0, 200) : '',
      }
      const wrong = resultProblem(deps, payment, line, result)
      if (wrong) fault(wrong.at, wrong.message)
      else good.push({ line, result })
    }
  }
  return { good, faulty }
}
