import { readXlsx } from 'hucre'
import { describe, expect, it } from 'vitest'
import { unzipped } from './school.fixture'
import { type StreamedRow, streamedWorkbook } from './streamed-workbook'
import { whole } from './whole'

const border = { style: 'thin', color: { rgb: 'FF404040' } } as const
const styles = [{ numFmt: '@' }, { numFmt: '0.00', border: { top: border } }]
const row = (...values: (string | number)[]): StreamedRow => ({
  cells: values.map((value, at) => ({ at, span: 1, value, style: typeof value === 'number' ? 1 : 0 })),
  height: 20,
})
const book = (...sheets: Iterable<StreamedRow>[]) =>
  streamedWorkbook({
    title: '名册',
    styles,
    sheets: sheets.map((rows, i) => ({
      setUp: { name: `表${i + 1}`, columns: [{ width: 22 }], pageSetup: { paperSize: 'a4', printTitlesRow: '$1:$1' } },
      rows,
    })),
  })
const sheetsOf = async (content: AsyncIterable<Uint8Array>) =>
  (await readXlsx(await whole(content), { readStyles: true })).sheets

describe('a streamed workbook', () => {
  it('holds what was put in: texts stay as written, numbers are numbers, each looks as it should', async () => {
    const odd = [
      '11010519491231002X',
      '007',
      ' 前后有空格 ',
      '甲\n乙',
      '<甲 & "乙">',
      '_x0041_',
      '响\u0007铃',
      '𠮷',
      '#N/A',
    ]
    const [first, second] = await sheetsOf(book([row(...odd), row('学时', 26.5)], [row('别的表')]))
    expect(first?.rows[0]).toEqual(odd)
    expect(first?.rows[1]?.slice(0, 2)).toEqual(['学时', 26.5])
    expect(first?.cells?.get('0,0')?.style?.numFmt).toBe('@')
    expect(first?.cells?.get('1,1')?.style).toMatchObject({ numFmt: '0.00', border: { top: { style: 'thin' } } })
    expect(first?.rowDefs?.get(0)?.height).toBe(20)
    expect(first?.pageSetup).toMatchObject({ paperSize: 'a4', printTitlesRow: '$1:$1' })
    expect([second?.name, second?.rows]).toEqual(['表2', [['别的表']]])
  })

  it('merges a cell over its columns, each of which has its look', async () => {
    const title: StreamedRow = { cells: [{ at: 0, span: 30, value: '标题', style: 1 }], height: 30 }
    const content = await whole(book([title]))
    const [sheet] = (await readXlsx(content, { readStyles: true })).sheets
    expect(sheet?.merges).toEqual([{ startRow: 0, endRow: 0, startCol: 0, endCol: 29 }])
    const xml = Buffer.from((await unzipped(content)).get('xl/worksheets/sheet1.xml') ?? []).toString()
    expect(xml).toContain('<mergeCell ref="A1:AD1"/>')
    expect(xml.match(/<c r="/g)).toHaveLength(30)
  })

  it('reads rows as its bytes are taken, never all of them before', async () => {
    let read = 0
    const all = 200_000
    const content = book({
      *[Symbol.iterator]() {
        for (; read < all; read++) yield row(`${read}`, '同样的字', Math.sqrt(read))
      },
    })
    let taken = 0
    for await (const part of content) {
      taken += part.length
      if (taken > 200_000) break
    }
    expect(read).toBeGreaterThan(0)
    expect(read).toBeLessThan(all / 2)
  })

  it('fails as its rows do', async () => {
    const broken = {
      *[Symbol.iterator]() {
        yield row('一')
        throw new Error('the row is broken')
      },
    }
    await expect(whole(book(broken))).rejects.toThrow('the row is broken')
  })
})
