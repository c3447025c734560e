import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { category, education, household, isSensitive, nationality } from '../../../shared/people/codes'
import { readDay, readMonth } from '../../../shared/people/days'
import { rosterColumns } from '../../../shared/people/roster-columns'
import { headingKey } from '../../../shared/people/roster-headings'

const root = fileURLToPath(new URL('../../..', import.meta.url))

it('particulars of people are read by the roster, a claim’s papers and the matching of attendance lists: nothing else can show them', () => {
  const code = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', 'server'], { cwd: root })
    .toString()
    .trim()
    .split('\n')
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.ts$/.test(file))
  const readers = code.filter((file) => /detailsCipher|roster\/details/.test(readFileSync(`${root}/${file}`, 'utf8')))
  expect(readers.filter((file) => !file.startsWith('server/training/roster/'))).toEqual([
    // 人员类别 and 联系电话 stand on the 补贴人员花名册.
    'server/claim/claims/data.ts',
    'server/db/tables.ts',
    'server/http/roster-routes.ts',
    // The end of a phone number tells two people of one name apart.
    'server/sources/who.ts',
  ])
})

it('a 人员类别 that reveals poverty, health or a sentence is sensitive, and so is one that nobody knows', () => {
  for (const name of ['残疾人', '贫困劳动力', '脱贫劳动力', '戒毒人员', '距刑满释放不足一年的服刑人员', '别的什么'])
    expect(isSensitive(name), name).toBe(true)
  for (const name of ['企业职工', '退役军人', undefined, '']) expect(isSensitive(name)).toBe(false)
})

it('every code table says where it comes from, and finds what it holds by name, other name and code', () => {
  for (const table of [nationality, household, education, category]) {
    expect(table.source.length).toBeGreaterThan(5)
    for (const { name, code, aliases } of table.items)
      for (const written of [name, ...aliases, ...(code === '' ? [] : [code])])
        expect(table.find(written)?.name, `${table.title} ${written}`).toBe(name)
  }
  expect(nationality.items.filter(({ code }) => Number(code) <= 56)).toHaveLength(56)
})

it('no heading means two columns', () => {
  const keys = rosterColumns.flatMap(({ title, code, aliases }) =>
    [title, ...(code ? [code] : []), ...aliases].map(headingKey),
  )
  expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([])
})

it.each([
  ['1990-01-31', '1990-01-31'],
  ['1990/1/31', '1990-01-31'],
  ['1990.1.31', '1990-01-31'],
  ['1990年1月31日', '1990-01-31'],
  ['１９９０－０１－３１', '1990-01-31'],
  ['19900131', '1990-01-31'],
  ['1990-01-31 00:00:00', '1990-01-31'],
  ['32904', '1990-01-31'],
  ['1990-02-30', undefined],
  ['1990-13-01', undefined],
  ['31/1/1990', undefined],
  ['1990', undefined],
  ['', undefined],
])('the day %s is read as %s', (written, day) => expect(readDay(written)).toBe(day))

it.each([
  ['2020-01', '2020-01'],
  ['2020/1', '2020-01'],
  ['2020年10月', '2020-10'],
  ['202010', '2020-10'],
  ['2020-10-31', '2020-10'],
  ['2020-00', undefined],
  ['2020', undefined],
])('the month %s is read as %s', (written, month) => expect(readMonth(written)).toBe(month))
