import { readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fromUtf8 } from '../../shared/crypto'
import type { Bag } from '../../shared/package/bag'
import { files } from '../../shared/package/layout'
import { course, missing, people, run, School, skipped, unzipped } from './school.fixture'

const everybody = [...people('王晓明', '李𠮷', '阿卜杜热合曼·买买提'), { name: '赵未到', id: '11010519491231002X' }]
const organisation = '绥化市示范职业培训学校'
const rule = `px.class.com.cn@1#${'0'.repeat(64)}`

let school: School
let bag: Bag

/** Everybody but one studies and has a score. */
beforeAll(async () => {
  school = await School.open()
  const { id, codes } = await school.openClass(everybody)
  for (const code of codes.slice(0, 3)) {
    const pupil = await school.join(id, code)
    await school.hour(pupil)
    const score = { value: '092.50', max: '100', pass: true, source: 'page', raw: '0'.repeat(64) } as const
    pupil.device.write('score', { site: 'px.class.com.cn', rule, course, ...score }, school.clock.ms)
    await school.handIn(pupil)
  }
  ;({ bag } = await school.package(id))
  for (const [path, bytes] of bag)
    if (path.startsWith('data/forms/')) writeFileSync(join(school.folder, basename(path)), bytes)
})
afterAll(() => school.close())

describe('the forms', () => {
  it('keep ID numbers as text cells with a text format, so that no program rounds them', async () => {
    const parts = await unzipped(bag.get('data/forms/roster.xlsx') ?? expect.fail())
    const part = (name: string) => fromUtf8(parts.get(name) ?? expect.fail(name))
    const sheet = part('xl/worksheets/sheet1.xml')
    const strings = [...part('xl/sharedStrings.xml').matchAll(/<si>(.*?)<\/si>/gs)].map(([, item = '']) =>
      item.replaceAll(/<[^>]+>/g, ''),
    )
    const styles = part('xl/styles.xml')
    const formats = [...(/<cellXfs.*<\/cellXfs>/s.exec(styles)?.[0] ?? '').matchAll(/<xf [^>]*>/g)]
    for (const { id } of everybody) {
      const [, type, style] =
        new RegExp(`<c r="D\\d+" t="(\\w)" s="(\\d+)"><v>${strings.indexOf(id)}</v>`).exec(sheet) ?? []
      expect(type).toBe('s')
      const [, format] = /numFmtId="(\d+)"/.exec(formats[Number(style)]?.[0] ?? '') ?? []
      expect(styles).toContain(`<numFmt numFmtId="${format}" formatCode="@"/>`)
    }
  })

  it('show the figures that study.json states and the verifier computes again', async () => {
    const { seats } = JSON.parse(fromUtf8(bag.get(files.study) ?? expect.fail()))
    expect(seats.map(({ credited }: { credited: number }) => credited)).toEqual([600_000, 600_000, 600_000, 0])
    const sheet = fromUtf8(
      (await unzipped(bag.get('data/forms/study.xlsx') ?? expect.fail())).get('xl/worksheets/sheet1.xml') ??
        expect.fail(),
    )
    const shown = [5, 6, 7, 8].map((row) => new RegExp(`<c r="C${row}"[^>]*><v>(\\d+)</v>`).exec(sheet)?.[1])
    expect(shown).toEqual(['600', '600', '600', '0'])
  })
})

const office = missing('soffice')
describe(`LibreOffice${skipped(office)}`, () => {
  /** Each sheet of a workbook as rows of cells, through LibreOffice. */
  function sheetsOf(name: string): Record<string, string[][]> {
    const filter = 'csv:Text - txt - csv (StarCalc):9,0,76,1,,0,false,true,false,false,false,-1'
    const profile = `-env:UserInstallation=file://${join(school.folder, 'office')}`
    const done = run('soffice', [profile, '--headless', '--convert-to', filter, `${name}.xlsx`], school.folder)
    const made = [...done.stdout.matchAll(new RegExp(`${name}-(.+?)\\.csv`, 'g'))].map(([, sheet]) => sheet ?? '')
    return Object.fromEntries(
      [...new Set(made)].map((sheet) => [
        sheet,
        readFileSync(join(school.folder, `${name}-${sheet}.csv`), 'utf8')
          .trimEnd()
          .split('\n')
          .map((line) => line.split('\t')),
      ]),
    )
  }

  it.skipIf(office.length > 0)('opens all three with right Chinese, rare characters and ID numbers intact', () => {
    const { 学员名册: roster = [] } = sheetsOf('roster')
    expect(roster[0]?.[0]).toBe('养老护理员第1期 学员名册')
    expect(roster[1]?.[0]).toContain(`单位：${organisation}`)
    expect(roster[2]?.[0]).toContain('待人社局确认')
    expect(roster[3]?.slice(0, 6)).toEqual(['序号', '参训编号', '姓名', '身份证号', '有效时长', '折算学时'])
    expect(roster.slice(4, 8).map((row) => [row[1], row[2], row[3]])).toEqual(
      everybody.map(({ name, id }, i) => [`00${i + 1}`, name, id]),
    )
    expect(roster[4]?.slice(4, 6)).toEqual(['10分00秒', '0.22'])

    const { 学时汇总: sum = [], 逐日明细: days = [] } = sheetsOf('study')
    expect(sum[4]?.slice(0, 5)).toEqual(['001', '王晓明', '600', '10分00秒', '0.22'])
    expect(sum[3]?.slice(-2)).toEqual(['不计入：页面不在眼前（切走或最小化）', '结业还缺'])
    expect(sum[4]?.slice(-2)).toEqual(['1分00秒', `“${course.title}”还差 23.78 学时（应完成计划学时的 100%）`])
    expect(days[5]?.slice(1, 5)).toEqual(['李𠮷', '2026-11-22', course.title, '第一节 老年人生活照料'])

    const { 考核成绩: scores = [] } = sheetsOf('scores')
    expect(scores[4]?.slice(1, 6)).toEqual(['王晓明', course.title, '092.50', '100', '合格'])
    expect(scores).toHaveLength(4 + 3)
  })
})

const poppler = missing('pdftoppm', 'pdftotext')
describe(`summary.pdf${skipped(poppler)}`, () => {
  it.skipIf(poppler.length > 0)('gives its Chinese back as text', () => {
    const { stdout } = run('pdftotext', ['-layout', 'summary.pdf', '-'], school.folder)
    for (const text of [
      '养老护理员第1期 培训情况汇总',
      organisation,
      '待人社局确认',
      '绥人社函〔2020〕31号',
      '王晓明',
      '有效时长 30分00秒',
      '页面不在眼前（切走或最小化） 3分00秒',
      '时间仅由该单位服务器证明',
      '单位（盖章）',
      '第 1 页，共 1 页',
    ])
      expect(stdout).toContain(text)
  })

  it.skipIf(poppler.length > 0)('shows a different shape for every character: no blank boxes', () => {
    const box = run('pdftotext', ['-bbox', 'summary.pdf', '-'], school.folder).stdout
    const [, xMin, yMin, xMax, yMax, word = ''] =
      new RegExp(`xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">([^<]*${organisation})<`).exec(box) ?? []
    run('pdftoppm', ['-gray', '-r', '144', '-singlefile', 'summary.pdf', 'page'], school.folder)
    const page = pixelsOf(readFileSync(join(school.folder, 'page.pgm')))
    const at = (points: string | undefined) => Math.round(Number(points) * 2)
    const width = (at(xMax) - at(xMin)) / word.length
    const shapes = [...organisation].map((_, i) => {
      const left = Math.round(at(xMin) + (word.length - organisation.length + i) * width)
      return page(left, at(yMin), Math.floor(width), at(yMax) - at(yMin))
    })
    expect(new Set(shapes.map(({ key }) => key)).size).toBe(new Set(organisation).size)
    for (const { ink } of shapes) expect(ink).toBeGreaterThan(0.05)
  })
})

/** A raw PGM: a rectangle of it as a key for comparing, and the share of it that is dark. */
function pixelsOf(pgm: Buffer): (x: number, y: number, width: number, height: number) => { key: string; ink: number } {
  const [header, size] =
    /^P5\s+(\d+)\s+\d+\s+255\s/.exec(pgm.subarray(0, 40).toString('latin1')) ?? expect.fail('no PGM')
  return (x, y, width, height) => {
    const rows = Array.from({ length: height }, (_, row) => {
      const start = header.length + (y + row) * Number(size) + x
      return pgm.subarray(start, start + width)
    })
    const all = Buffer.concat(rows)
    return { key: all.toString('base64'), ink: all.filter((value) => value < 128).length / all.length }
  }
}
