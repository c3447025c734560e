import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Cell, type CellStyle, readXlsx, writeXlsx } from 'hucre'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { layoutAsTemplate } from '../../../../shared/forms/examples'
import { layoutOf, layouts } from '../../../../shared/forms/layouts'
import { claimFixture } from '../../claim-data.fixture'
import { missing, run, skipped } from '../../school.fixture'
import { whole } from '../../whole'
import { madeForms } from '../forms.fixture'
import { formXlsx } from '../xlsx'
import { openOwn, readOwn } from './open-own'

const data = claimFixture()
const side = { style: 'thin' } as const
const framed: CellStyle = { border: { top: side, bottom: side, left: side, right: side } }

/** A bureau's 花名册: a merged title, a head over two rows, one row to repeat, a sum below, a footer of its own. */
const bureauForm = (change: { row?: string[]; sum?: string; formula?: true } = {}) =>
  writeXlsx({
    sheets: [
      {
        name: '花名册',
        rows: [
          ['绥化市职业培训补贴人员花名册（示例）'],
          ['单位：{{单位名称}}    编号：{{申请编号}}'],
          ['序号', '姓名', '身份证号', '补贴', null],
          [null, null, null, '学时', '金额'],
          change.row ?? ['{{序号}}', '{{姓名}}', '{{身份证号}}', '{{有效学时}}', '{{补贴金额}}'],
          ['合计', null, null, '{{申请总学时}}', change.sum ?? '{{申请总金额}}'],
          ['大写：{{申请总金额大写}}'],
        ],
        cells: new Map<string, Partial<Cell>>([
          ...[2, 3, 4, 5].flatMap((r) =>
            [0, 1, 2, 3, 4].map((c): [string, Partial<Cell>] => [`${r},${c}`, { style: framed }]),
          ),
          ['0,0', { style: { font: { bold: true, size: 18 }, alignment: { horizontal: 'center' } } }],
          ...(change.formula ? [['5,4', { formula: 'SUM(E5:E5)', formulaResult: 0 }] as const] : []),
        ]),
        merges: [
          { startRow: 0, endRow: 0, startCol: 0, endCol: 4 },
          ...[0, 1, 2].map((c) => ({ startRow: 2, endRow: 3, startCol: c, endCol: c })),
          { startRow: 2, endRow: 2, startCol: 3, endCol: 4 },
        ],
        columns: [6, 14, 22, 10, 12].map((width) => ({ width })),
        rowDefs: new Map([
          [4, { height: 33 }],
          [5, { height: 21 }],
        ]),
        pageSetup: { orientation: 'portrait', printTitlesRow: '$3:$4' },
        headerFooter: { oddFooter: '&L绥化市人社局制' },
      },
    ],
  })

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'xueji-own-form-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const tools = missing('soffice', 'pdftotext')
const filled = async (bytes: Uint8Array) => {
  const files = await madeForms(data, new Map([['people', { version: 2, name: '花名册.xlsx', bytes }]]))
  const of = (path: string) => files.find((one) => one.path === path)?.bytes ?? expect.fail(path)
  return { xlsx: of('forms/people.xlsx'), pdf: of('forms/people.pdf') }
}

describe("a bureau's own form", () => {
  it('stands for ours: its row repeats for everybody, what is below moves down, its sums are the claim’s', async () => {
    const { xlsx } = await filled(await bureauForm())
    const [sheet] = (await readXlsx(xlsx, { readStyles: true })).sheets
    expect(sheet?.rows.slice(4, 4 + data.people.length)).toEqual(
      data.people.map(({ data: { row, idNumber }, hours, amount }, i) => [
        i + 1,
        row.name,
        idNumber,
        Number(hours.total),
        amount.total / 100,
      ]),
    )
    expect(sheet?.rows[4 + data.people.length]).toEqual(['合计', null, null, 132, data.total / 100])
    expect(sheet?.rows[5 + data.people.length]?.[0]).toBe(`大写：${data.capitals}`)
    expect(sheet?.cells?.get('7,2')?.style).toMatchObject({ numFmt: '@', border: { left: { style: 'thin' } } })
    expect([4, 9, 10].map((r) => sheet?.rowDefs?.get(r)?.height)).toEqual([33, 33, 21])
    expect(sheet?.merges).toContainEqual({ startRow: 2, endRow: 3, startCol: 0, endCol: 0 })
  })

  it.skipIf(tools.length > 0)(
    `prints with our mark beside its own footer, from WPS and as PDF${skipped(tools)}`,
    async () => {
      const { xlsx, pdf } = await filled(await bureauForm())
      writeFileSync(join(folder, 'own.xlsx'), xlsx)
      writeFileSync(join(folder, 'ours.pdf'), pdf)
      const profile = `-env:UserInstallation=file://${join(folder, 'office')}`
      run('soffice', [profile, '--headless', '--convert-to', 'pdf', 'own.xlsx'], folder)
      for (const file of ['own.pdf', 'ours.pdf']) {
        const text = run('pdftotext', ['-layout', file, '-'], folder).stdout
        expect(text).toMatch(new RegExp(`本地表样 2 +数据短码 ${data.dataHash.slice(0, 10)}`))
        expect(text).toContain('第 1 页，共 1 页')
        for (const { data: person } of data.people) expect(text).toContain(person.idNumber)
      }
      expect(run('pdftotext', ['own.pdf', '-'], folder).stdout).toContain('绥化市人社局制')
    },
  )

  it('is refused in words where a name is unknown, a row mixes lists, or a formula would go wrong', async () => {
    const problems = async (bytes: Uint8Array) => readOwn(await openOwn(bytes), 'claim').problems
    expect(await problems(await bureauForm())).toEqual([])
    expect(await problems(await bureauForm({ row: ['{{序号}}', '{{名字}}'] }))).toEqual([
      '工作表“花名册”B5 的占位符“名字”不认识，请对照下面的名称表改正',
    ])
    expect(await problems(await bureauForm({ row: ['{{身份证号}}', '{{算式}}'] }))).toEqual([
      '工作表“花名册”第 5 行的占位符（身份证号、算式）不在同一张名单里，请分成几行，或写成“名单.名称”',
    ])
    expect(await problems(await bureauForm({ formula: true }))).toEqual([
      '工作表“花名册”E6 是公式，名单行数一变就会算错，请改用占位符（如 {{申请总金额}}）',
    ])
    expect(await problems(await writeXlsx({ sheets: [{ name: '空', rows: [['没有']] }] }))).toHaveLength(1)
  })

  it.each([
    ['text', Buffer.from('姓名,金额')],
    ['a picture', Buffer.from([0xff, 0xd8, 0xff, 0xe0])],
    ['an old xls', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])],
    ['nothing', Buffer.alloc(0)],
    ['half a workbook', undefined],
  ])('that is %s is refused with what to do', async (_, bytes) => {
    const broken = bytes ?? (await bureauForm()).slice(0, 900)
    await expect(openOwn(broken)).rejects.toMatchObject({ code: 'file-refused' })
  })

  it('can be made from any of ours: what is downloaded as a start is accepted as it is', async () => {
    for (const { id, of } of layouts) {
      const layout = layoutOf(id) ?? expect.fail(id)
      const workbook = await openOwn(await whole(formXlsx(layoutAsTemplate(layout))))
      expect({ id, problems: readOwn(workbook, of).problems }).toEqual({ id, problems: [] })
    }
  })
})
