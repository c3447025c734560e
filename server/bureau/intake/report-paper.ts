import { verdictWords } from '../../../shared/api/bureau'
import { type IntakeDetail, intakeWords } from '../../../shared/api/bureau-intake'
import { dayOf, showDuration, showTime } from '../../../shared/calendar/beijing'
import type { Grid, GridCell, GridRow, Look } from '../../../shared/forms/grid'
import { LIMITS } from '../../../shared/package/limits'
import { severityWords } from '../../../shared/study/finding'
import { isReason, reasons } from '../../../shared/study/reasons'
import type { Actor } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import { formPdf } from '../../claim/forms/pdf'
import { whole } from '../../claim/whole'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { readIntake } from './read-intake'

/** Every part of the paper is as wide. */
const WIDTHS = [12, 12, 14, 14, 14, 24]
const WIDE = WIDTHS.length
/** Problems of one check in one cell; further ones stand in rows of their own below it, so that pages can part them. */
const IN_CELL = 30
/** Of whom a finding is about; the table of people has them all. */
const NAMED = 30

/** 核验报告 on paper. Audited. Throws `not-found`, also where nothing was verified. */
export async function reportPaper(deps: Deps, actor: Actor, id: string): Promise<{ file: Uint8Array; name: string }> {
  const detail = await readIntake(deps, actor, id)
  if (!detail.report) throw new Refused('not-found', '这份收件没有核验报告')
  const { store, clock } = deps
  const madeAt = clock.now()
  await store.tx((q) => recordAudit(q, store, clock, actor, 'intake.report', detail.id, { name: detail.name }))
  const mark = { form: '资料包核验报告 版式 1', code: detail.report.content.slice(0, 10), madeAt: showTime(madeAt) }
  const sheets = [gridOf(detail, detail.report, actor.organisationName)]
  const file = await whole(formPdf({ id: 'verification', name: '资料包核验报告', mark, sheets }, madeAt))
  return { file, name: `核验报告-${detail.claim?.number ?? detail.title}-${dayOf(detail.at)}.pdf` }
}

type Report = NonNullable<IntakeDetail['report']>

function gridOf(detail: IntakeDetail, report: Report, bureau: string): Grid {
  const rows: GridRow[] = [
    one('title', '申报资料包核验报告'),
    ...pairs([
      ['单位', detail.firm],
      ['资料包', detail.title],
      ['受理号', detail.claim ? `${detail.claim.number}（第 ${detail.version ?? detail.claim.version} 版）` : '—'],
      ['收件', `${showTime(detail.at)} ${detail.by}，${intakeWords[detail.outcome]}`],
      ['打包时间', report.packedAt === undefined ? '—' : `${showTime(report.packedAt)}（单位所写）`],
      ['内容编号', report.content],
      ['文件 SHA-256', detail.sha256 ?? '—'],
      ['签名密钥', report.signer ?? '没有有效的签名'],
      ['核验结论', detail.verdict === '' ? '—' : verdictWords[detail.verdict]],
      ...(detail.problem === '' ? [] : [['说明', detail.problem] as const]),
    ]),
    ...propertyRows(report),
    ...claimRows(report),
    ...findingRows(report),
    ...listed('说明', report.notes),
    ...listed('本核验不能说明的', LIMITS),
    {
      ...one(
        'sign',
        '核验人（签字）：                    复核人（签字）：                    日期：        年    月    日',
      ),
      height: 40,
    },
    one('seal', `${bureau}（盖章）`),
  ]
  return { name: '核验报告', upright: true, widths: WIDTHS, rows }
}

const cell = (at: number, span: number, text: string, look: Look, more: Partial<GridCell> = {}): GridCell => ({
  ...{ at, span, text, look },
  ...more,
})
const one = (look: Look, text: string): GridRow => ({ cells: [cell(0, WIDE, text, look)] })
const heading = (text: string): GridRow => ({ cells: [cell(0, WIDE, text, 'label', { align: 'left' })], keep: true })
const pairs = (all: readonly (readonly [string, string])[]): GridRow[] =>
  all.map(([name, text]) => ({ cells: [cell(0, 1, name, 'label'), cell(1, WIDE - 1, text, 'value')] }))

/** By the four properties that DA/T 70-2018 checks electronic archives for. */
function propertyRows({ checks, doubts }: Report): GridRow[] {
  const rows: GridRow[] = []
  for (const property of ['真实性', '完整性', '可用性', '安全性'] as const) {
    rows.push(heading(property))
    for (const { title, problems } of checks.filter((check) => check.property === property))
      rows.push(...checkRows(title, problems, '通过', '不一致'))
    for (const { title, problems } of doubts.filter((check) => check.property === property))
      rows.push(...checkRows(title, problems, '—', '有疑点'))
  }
  return rows
}

function checkRows(title: string, problems: readonly string[], passed: string, failed: string): GridRow[] {
  const said = problems.length === 0 ? passed : `${failed}（${problems.length} 处）`
  const rows: GridRow[] = [
    {
      cells: [
        cell(0, WIDE - 1, [title, ...problems.slice(0, IN_CELL)].join('\n'), 'cell'),
        cell(WIDE - 1, 1, said, 'cell', { align: 'center' }),
      ],
    },
  ]
  for (let at = IN_CELL; at < problems.length; at += IN_CELL)
    rows.push(one('cell', problems.slice(at, at + IN_CELL).join('\n')))
  return rows
}

function claimRows({ claim, seats }: Report): GridRow[] {
  const head = (...texts: string[]): GridRow => ({
    cells: texts.map((text, at) => cell(at, 1, text, 'header')),
    keep: true,
  })
  if (claim)
    return [
      heading(`申请逐人复算：${claim.people} 人次，合计 ${claim.total}（${claim.capitals}）`),
      {
        cells: [
          ...['参训编号', '学时', '金额'].map((text, at) => cell(at, 1, text, 'header')),
          cell(3, 3, '培训班、说明', 'header'),
        ],
        keep: true,
      },
      ...claim.asked.map(({ number, hours, amount, class: of, refused }) => ({
        cells: [
          ...[number, hours, amount].map((text, at) => cell(at, 1, text, 'cell', { align: 'right' })),
          cell(3, 3, refused === undefined ? of : `${of}；${refused}`, 'cell'),
        ],
      })),
    ]
  if (seats.length === 0) return []
  return [
    heading('有效时长逐人复算'),
    { cells: [...head('参训编号', '有效时长', '折算学时').cells, cell(3, 3, '不计入时长', 'header')], keep: true },
    ...seats.map(({ number, credited, hours, deductions }) => ({
      cells: [
        ...[number, showDuration(credited), hours].map((text, at) => cell(at, 1, text, 'cell', { align: 'right' })),
        cell(3, 3, deductionText(deductions), 'cell'),
      ],
    })),
  ]
}

const deductionText = (deductions: Readonly<Record<string, number>>): string =>
  Object.entries(deductions)
    .map(([reason, ms]) => `${isReason(reason) ? reasons[reason].label : reason} ${showDuration(ms)}`)
    .join('；')

function findingRows({ findings }: Report): GridRow[] {
  if (findings.length === 0) return listed('疑点', ['未发现'])
  return [
    heading(`疑点 ${findings.length} 项：由学习记录自动比对得出，供核实`),
    ...findings.map(({ severity, class: of, numbers, label, detail, cause, entries }) => {
      const who = numbers.length === 0 ? '' : `参训编号 ${numbers.slice(0, NAMED).join('、')} `
      const records = entries.slice(0, 5).map(({ chain, seq }) => `${chain.slice(0, 16)}… 第 ${seq} 条`)
      const lines = [`${of ?? ''} ${who}${label}：${detail}`.trim(), `可能的正常原因：${cause}`]
      if (records.length > 0) lines.push(`记录：${records.join('；')}`)
      return {
        cells: [
          cell(0, WIDE - 1, lines.join('\n'), 'cell'),
          cell(WIDE - 1, 1, severityWords[severity], 'cell', { align: 'center' }),
        ],
      }
    }),
  ]
}

const listed = (title: string, all: readonly string[]): GridRow[] =>
  all.length === 0 ? [] : [heading(title), ...all.map((text) => one('cell', text))]
