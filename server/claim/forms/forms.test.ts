import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { readXlsx } from 'hucre'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { plainYuan } from '../../../shared/claim/money'
import { layouts } from '../../../shared/forms/layouts'
import { claimFixture } from '../claim-data.fixture'
import { missing, run, skipped, unzipped } from '../school.fixture'
import { type MadeForm, madeForms } from './forms.fixture'

const data = claimFixture()
const enterprise = {
  ...data,
  onBehalf: false,
  claimant: { ...data.claimant, kind: 'enterprise' as const },
}
let folder: string
let files: readonly MadeForm[]

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xueji-forms-'))
  files = await madeForms(data)
  for (const { path, bytes } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), bytes)
  }
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const bytesOf = (path: string) => files.find((one) => one.path === path)?.bytes ?? expect.fail(`no ${path}`)
const sheetsOf = async (path: string) => (await readXlsx(bytesOf(path), { readStyles: true })).sheets
const tools = missing('soffice', 'pdftotext', 'pdftoppm')
const needsTools = it.skipIf(tools.length > 0)

describe('the forms of a claim', () => {
  it('are every paper the notice asks for, as workbook and as PDF, by class and for the claim as a whole', () => {
    const ofClass = ['report', 'opening', 'roster', 'teaching', 'study', 'exam']
    const ofClaim = ['subsidy', 'people', 'agreement', 'declaration']
    const both = (path: string) => [`${path}.xlsx`, `${path}.pdf`]
    expect(files.map(({ path }) => path)).toEqual([
      ...ofClass.flatMap((id) => both(`classes/class-1/forms/${id}`)),
      ...ofClass.flatMap((id) => both(`classes/class-2/forms/${id}`)),
      ...ofClaim.flatMap((id) => both(`forms/${id}`)),
    ])
  })

  it('of an enterprise are a 备案表 instead of a 开班申请表, and no agreement where nobody claims for others', async () => {
    const paths = (await madeForms(enterprise)).map(({ path }) => path)
    expect(paths).toContain('classes/class-1/forms/filing.pdf')
    expect(paths).not.toContain('classes/class-1/forms/opening.pdf')
    expect(paths).not.toContain('forms/agreement.pdf')
  })

  it('keep ID and account numbers as text, so that no program rounds them', async () => {
    const [roster] = await sheetsOf('classes/class-1/forms/roster.xlsx')
    const column = roster?.rows[3]?.indexOf('身份证号') ?? -1
    expect(roster?.rows.slice(4, 8).map((row) => row[column])).toEqual(
      data.classes[0]?.data.people.map(({ idNumber }) => idNumber),
    )
    expect(roster?.cells?.get(`4,${column}`)?.style?.numFmt).toBe('@')
    const [form] = await sheetsOf('forms/subsidy.xlsx')
    expect(form?.rows.flat()).toContain('6228480000000006789')
  })

  it('say the same number in the data, in the workbook and in the PDF', async () => {
    const [people] = await sheetsOf('forms/people.xlsx')
    const header = people?.rows[2] ?? []
    const cells = (title: string) =>
      people?.rows.slice(3, 3 + data.people.length).map((row) => row[header.indexOf(title)])
    expect(cells('补贴金额（元）')).toEqual(data.people.map(({ amount }) => amount.total / 100))
    expect(cells('有效学时')).toEqual(data.people.map(({ hours }) => Number(hours.total)))
    const sum = people?.rows[3 + data.people.length] ?? []
    expect(sum[header.indexOf('补贴金额（元）')]).toBe(data.total / 100)
    const [, , lines] = await sheetsOf('forms/people.xlsx')
    const amount = lines?.rows[2]?.indexOf('金额（元）') ?? -1
    const reckoned = lines?.rows.slice(3, -4).map((row) => Math.round(Number(row[amount]) * 100)) ?? []
    expect(reckoned.reduce((total, one) => total + one, 0)).toBe(data.total)
  })

  needsTools('print what the workbook holds: every amount, hour and ID number stands in the PDF', () => {
    const text = run('pdftotext', ['-layout', 'forms/people.pdf', '-'], folder).stdout
    for (const { data: person, hours, amount } of data.people) {
      const row = text.split('\n').find((line) => line.includes(person.idNumber)) ?? expect.fail(person.idNumber)
      expect(row).toContain(` ${hours.total} `)
      expect(row).toContain(` ${plainYuan(amount.total)} `)
    }
    expect(text).toContain(`合计（大写）${data.capitals}，人民币 ${plainYuan(data.total)} 元`)
    const form = run('pdftotext', ['-layout', 'forms/subsidy.pdf', '-'], folder).stdout
    expect(form).toMatch(new RegExp(`合计.*132\\.00 +22\\.00 +${plainYuan(data.total)}`))
    expect(form).toContain(data.capitals)
  })

  needsTools(
    'carry form version, short code and page number on every page, of the PDF and of the printed workbook',
    () => {
      const code = data.dataHash.slice(0, 10)
      printed()
      for (const path of files.map((one) => one.path).filter((one) => one.endsWith('.pdf'))) {
        const { version } = layouts.find(({ id }) => path.endsWith(`/${id}.pdf`)) ?? expect.fail(path)
        const pages = (from: string) => run('pdftotext', ['-layout', from, '-'], folder).stdout.split('\f').slice(0, -1)
        for (const from of [path, join('printed', path.replaceAll('/', '-'))]) {
          const all = pages(from)
          expect(all.length, from).toBeGreaterThan(0)
          for (const [i, page] of all.entries()) {
            expect(page, `${from} ${i}`).toMatch(new RegExp(`版式 ${version} +数据短码 ${code} +2027-01-23 08:30 生成`))
            expect(page).toContain(`第 ${i + 1} 页，共 ${all.length} 页`)
          }
        }
      }
    },
  )

  needsTools('are A4, leave a seal room, and repeat the head of a long table on every page', async () => {
    const long = await madeForms(claimFixture({ classes: 1, people: 60 }))
    writeFileSync(join(folder, 'long.pdf'), long.find(({ path }) => path === 'forms/people.pdf')?.bytes ?? '')
    expect(run('pdfinfo', ['long.pdf'], folder).stdout).toContain('(A4)')
    const pages = run('pdftotext', ['-layout', 'long.pdf', '-'], folder).stdout.split('\f').slice(0, -1)
    const table = pages.filter((page) => page.includes(' 231202'))
    expect(table.length).toBeGreaterThan(2)
    for (const page of table) expect(page).toMatch(/序号.*身份证号.*本人签字/s)
    const [sheet] = (await readXlsx(long.find(({ path }) => path === 'forms/people.xlsx')?.bytes ?? expect.fail()))
      .sheets
    expect(sheet?.pageSetup).toMatchObject({ paperSize: 'a4', printTitlesRow: '$3:$3', fitToWidth: 1 })
    // 45 mm in points, in as many rows as people sign.
    const heights = [...(sheet?.rowDefs?.values() ?? [])].slice(-2).map(({ height }) => height ?? 0)
    expect(heights.reduce((sum, one) => sum + one, 0)).toBeGreaterThan(128)
  })

  needsTools('show ink where the Chinese stands, in PDF and in LibreOffice', () => {
    printed()
    for (const file of ['forms/subsidy.pdf', 'printed/forms-subsidy.pdf']) {
      const words = run('pdftotext', ['-bbox', file, '-'], folder).stdout
      const [, x, y, right, bottom] =
        /xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">职业培训补贴资金申请表</.exec(words) ?? expect.fail(file)
      run('pdftoppm', ['-gray', '-r', '144', '-singlefile', file, 'page'], folder)
      const ink = inkOf(
        readFileSync(join(folder, 'page.pgm')),
        [x, y, right, bottom].map((one) => Number(one) * 2),
      )
      expect(ink).toBeGreaterThan(0.08)
    }
  })

  it('hold nothing of another class: its people stand in its own forms alone', async () => {
    const other = data.classes[1]?.data.people.map(({ idNumber }) => idNumber) ?? []
    const parts = await unzipped(bytesOf('classes/class-1/forms/roster.xlsx'))
    const all = Buffer.concat([...parts.values()]).toString('utf8')
    for (const id of other) expect(all).not.toContain(id)
  })
}, 120_000)

describe(`through LibreOffice${skipped(tools)}`, () => {
  needsTools('the workbook prints the same sums and capitals as the PDF', () => {
    printed()
    const text = run('pdftotext', ['-layout', 'printed/forms-subsidy.pdf', '-'], folder).stdout
    expect(text).toMatch(new RegExp(`合计.*132\\.00 +22\\.00 +${plainYuan(data.total)}`))
    expect(text).toContain(data.capitals)
    const study = run('pdftotext', ['-layout', 'printed/classes-class-1-forms-study.pdf', '-'], folder).stdout
    expect(study).toMatch(/2026-12-14 +001 +王晓明 +08:30:00 +11:35:00 +点击签到/)
  })
})

let done = false
/** Every workbook as LibreOffice prints it, once, all in one run. */
function printed(): void {
  if (done) return
  done = true
  const workbooks = files.filter(({ path }) => path.endsWith('.xlsx'))
  mkdirSync(join(folder, 'flat'), { recursive: true })
  const flat = workbooks.map(({ path, bytes }) => {
    const name = join('flat', path.replaceAll('/', '-'))
    writeFileSync(join(folder, name), bytes)
    return name
  })
  const profile = `-env:UserInstallation=file://${join(folder, 'office')}`
  run('soffice', [profile, '--headless', '--convert-to', 'pdf', '--outdir', 'printed', ...flat], folder)
}

/** The share of a rectangle of a raw PGM that is dark. */
function inkOf(pgm: Buffer, [x = 0, y = 0, right = 0, bottom = 0]: readonly number[]): number {
  const [header, size] =
    /^P5\s+(\d+)\s+\d+\s+255\s/.exec(pgm.subarray(0, 40).toString('latin1')) ?? expect.fail('no PGM')
  const rows = Array.from({ length: Math.floor(bottom - y) }, (_, row) => {
    const start = header.length + (Math.round(y) + row) * Number(size) + Math.round(x)
    return pgm.subarray(start, start + Math.floor(right - x))
  })
  const all = Buffer.concat(rows)
  return all.filter((value) => value < 128).length / all.length
}
