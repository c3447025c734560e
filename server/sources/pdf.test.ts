import { describe, expect, it } from 'vitest'
import { refusalOf } from './corpus/corpus.fixture'
import { printed, scanned, unembedded } from './corpus/pdf.fixture'
import { openTables } from './open-tables'

const header = ['姓名', '课程名称', '开始时间', '学习时长']
const at = [40, 120, 300, 460]

describe('a PDF with text', () => {
  it('becomes the table that it shows: columns by where letters stand, pages one after the other', async () => {
    const rows = Array.from({ length: 45 }, (_, i) => [
      `学员${i}`,
      '养老护理员（初级）',
      `2026-11-${String((i % 20) + 1).padStart(2, '0')} 09:30`,
      `${i}分钟`,
    ])
    const [table] = await openTables(await printed({ title: '学员学习记录', at, header, rows }))
    expect(table?.rows.filter((row) => row.every((cell) => cell !== ''))).toEqual([
      header,
      ...rows.slice(0, 20),
      header,
      ...rows.slice(20, 40),
      header,
      ...rows.slice(40),
    ])
  })

  it('keeps what wraps in the row it belongs to', async () => {
    const rows = [
      ['王晓明', '养老护理员（初级）老年人\n生活照料', '2026-11-20 09:30', '30分钟'],
      ['李𠮷', '第二门', '2026-11-20 10:30', '40分钟'],
    ]
    const [table] = await openTables(await printed({ at, header, rows }))
    expect(table?.rows.map((row) => row[1])).toEqual(
      expect.arrayContaining(['养老护理员（初级）老年人生活照料', '第二门']),
    )
  })

  it('is read where its Chinese font is only named and not in it', async () => {
    const cells = [header, ['王晓明', '养老护理员', '2026-11-20 09:30', '30分钟']]
    const texts = cells.flatMap((row, i) => row.map((text, n) => ({ text, x: at[n] ?? 0, y: 80 + i * 20 })))
    const [table] = await openTables(unembedded(texts))
    expect(table?.rows).toEqual(cells)
  })

  it.each([
    ['a scan without letters', scanned, '没有文字'],
    ['a file with a password', () => printed({ at, header, rows: [], password: 'secret' }), '打开密码'],
    [
      'a file that ends early',
      async () => (await printed({ at, header, rows: [] })).subarray(0, 900),
      '不完整或已损坏',
    ],
    [
      'a file that only begins like one',
      async () => new TextEncoder().encode('%PDF-1.7 und nichts weiter'),
      '不完整或已损坏',
    ],
  ])('is refused with what to do: %s', async (_, make, words) => {
    expect(await refusalOf(openTables(await make()))).toContain(words)
  })
})
