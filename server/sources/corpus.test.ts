import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SourceChoices, SourceReport } from '../../shared/api/sources'
import { showTime } from '../../shared/calendar/beijing'
import { Hr } from '../../test/support/hr'
import { ORIGIN, openAppOf } from '../app.fixture'
import { book, text } from './corpus/corpus.fixture'
import * as files from './corpus/files.fixture'
import { scanned } from './corpus/pdf.fixture'

const { first, second, people } = files
let app: Awaited<ReturnType<typeof openAppOf>>
let hr: Hr
let classId: string
beforeAll(async () => {
  app = await openAppOf({}, { now: () => Date.parse('2026-11-26T12:00:00+08:00') })
  hr = new Hr(ORIGIN, app.fetcher)
  await hr.setUp(await app.setupToken())
  const courses = [first, second].map((title) => ({ site: 'px.class.com.cn', title, hours: '24' }))
  classId = (await hr.openClass({ courses, period: { from: '2026-11-01', to: '2026-12-31' } })).id
  const rows = [['姓名', '身份证号', '电话'], ...people.map(({ name, id, phone }) => [name, id, phone])]
  await hr.importRosterFile(classId, await book({ rows }))
})
afterAll(() => app.close())

const send = (file: Uint8Array, choices: SourceChoices, more: Record<string, string> = { dry: '1' }) =>
  hr.call(
    'POST',
    `/api/classes/${classId}/sources?${new URLSearchParams({ ...more, choices: JSON.stringify(choices) })}`,
    file,
  )

async function check(file: Uint8Array, choices: SourceChoices): Promise<SourceReport> {
  const response = await send(file, choices)
  const answer = await response.json()
  expect(response.status, JSON.stringify(answer)).toBe(200)
  return answer
}
/** Name and seconds of each person, and what stands in the way. */
const told = ({ people, need, errors }: SourceReport) => ({
  people: people.map(({ number, seconds }) => `${number} ${seconds}`),
  ...(need && { need }),
  ...(errors.length > 0 && { errors: errors.map(({ cell = '', message }) => `${cell} ${message}`.trim()) }),
})

const minutes = (count: number) => count * 60
const sound: [string, () => Promise<Uint8Array> | Uint8Array, SourceChoices, string[]][] = [
  [
    '腾讯会议, sheet of sums',
    files.tencentBook,
    { ...files.TENCENT, course: first, sheet: '成员参会概况' },
    ['001 6600', '002 5400'],
  ],
  [
    '腾讯会议, sheet of every coming and going',
    files.tencentBook,
    { ...files.TENCENT, course: first, sheet: '成员参会明细' },
    ['001 6600', '002 5400'],
  ],
  [
    '腾讯会议, CSV with masked phones that tell two people of one name apart',
    files.tencentCsv,
    { ...files.TENCENT, course: first },
    ['001 3600', '004 5400'],
  ],
  [
    '钉钉 live, lengths in words, phones that tell two people of one name apart',
    files.dingtalkLive,
    { ...files.DINGTALK, course: first },
    ['001 5310', '003 3300'],
  ],
  [
    '企业微信, a day and times of day',
    files.wecomMeeting,
    { ...files.WECOM, course: first, lesson: '第五讲' },
    ['001 5400', '002 4800'],
  ],
  [
    'a study platform, names over several rows, spreadsheet times',
    files.studyBook,
    files.STUDY,
    ['001 6330', '002 1800'],
  ],
  ['a study platform, sums in minutes', files.studySums, files.STUDY, ['001 5400', '002 2700']],
  ['a PDF printed with its font', files.studyPdf, files.STUDY, ['001 3600', '005 1800']],
  ['a PDF of iText whose font is not in it', files.itextPdf, files.STUDY, ['001 1800']],
  ['a CSV in GBK', files.gbk, files.STUDY, ['001 1800']],
  [
    '学时 are folded by the minutes of the class',
    () => text('姓名,课程,已获学时\n王晓明,职业道德,2\n'),
    files.STUDY,
    [`001 ${minutes(90)}`],
  ],
  [
    'plain numbers count in the unit that somebody chose',
    () => text('姓名,课程,学习时长\n王晓明,职业道德,90\n'),
    { ...files.STUDY, unit: 'minutes' },
    [`001 ${minutes(90)}`],
  ],
  [
    'a course that the platform calls otherwise, as somebody said',
    () => text('姓名,课程,时长\n王晓明,道德修养,90分钟\n李𠮷,别的课,20分钟\n'),
    {
      ...files.STUDY,
      courses: [
        { title: '道德修养', course: second },
        { title: '别的课', course: '' },
      ],
    },
    [`001 ${minutes(90)}`],
  ],
  [
    'a nickname that is one person, and who it is of two',
    () => text('昵称,课程,时长\n绥化一班-王晓明,职业道德,90分钟\n张伟,职业道德,20分钟\n'),
    { ...files.STUDY, people: [] },
    [],
  ],
  [
    'who is named by ID number, whatever else is not',
    () => text(`身份证号,课程,时长\n${people[3].id.toLowerCase()},职业道德,20分钟\n`),
    files.STUDY,
    [`004 ${minutes(20)}`],
  ],
  [
    'the same row twice counts once',
    () => text('姓名,课程,章节,时长\n王晓明,职业道德,第一讲,20分钟\n王晓明,职业道德,第一讲,20分钟\n'),
    files.STUDY,
    [`001 ${minutes(20)}`],
  ],
  [
    'only what lies within the class: the rest is listed',
    () =>
      text(
        '姓名,课程,开始时间,时长\n王晓明,职业道德,2026-10-31 23:00,20分钟\n王晓明,职业道德,2026-11-02 08:00,30分钟\n',
      ),
    files.STUDY,
    [`001 ${minutes(30)}`],
  ],
  [
    'from evening to after midnight',
    () => text('姓名,课程,日期,开始时间,结束时间\n王晓明,职业道德,2026-11-03,23:30,00:10\n'),
    files.STUDY,
    [`001 ${minutes(40)}`],
  ],
]

describe('files as platforms make them', () => {
  it.each(sound)('%s', async (name, file, choices, expected) => {
    const report = await check(await file(), choices)
    if (name.startsWith('a nickname'))
      return expect(told(report)).toEqual({ people: [`001 ${minutes(90)}`], need: 'people' })
    expect(told(report)).toEqual({ people: expected })
  })

  it('say of a live class when each was there, and take its lesson from the file', async () => {
    const choices = { ...files.TENCENT, course: first, sheet: '成员参会明细' }
    const response = await send(await files.tencentBook(), choices, { name: '参会成员.xlsx' })
    const { id, notes, unknown } = await response.json()
    expect(notes).toContain('课节取自文件里的主题：“养老护理 第三讲”')
    expect(unknown).toEqual([])
    const { rows } = await (await hr.get(`/api/classes/${classId}/imported?batch=${id}`)).json()
    expect(
      rows.map(
        ({ number, lesson, start, seconds }: { number: string; lesson: string; start: number; seconds: number }) => [
          number,
          lesson,
          showTime(start),
          seconds,
        ],
      ),
    ).toEqual([
      ['001', '养老护理 第三讲', '2026-11-20 09:00', 3600],
      ['001', '养老护理 第三讲', '2026-11-20 10:10', 3000],
      ['002', '养老护理 第三讲', '2026-11-20 09:10', 5400],
    ])
  })
})

const undecided: [string, () => Promise<Uint8Array> | Uint8Array, SourceChoices, string][] = [
  ['two sheets that are records', files.tencentBook, { ...files.TENCENT, course: first }, 'sheet'],
  ['headings that nobody knows', () => text('甲,乙,丙\n王晓明,1,2\n'), files.STUDY, 'columns'],
  ['numbers without a unit', () => text('姓名,课程,学习时长\n王晓明,职业道德,90\n'), files.STUDY, 'unit'],
  ['1:30, hours or minutes', () => text('姓名,课程,学习时长\n王晓明,职业道德,1:30\n'), files.STUDY, 'unit'],
  ['no course, of two', () => text('姓名,时长\n王晓明,90分钟\n'), files.STUDY, 'course'],
  ['a live class without a lesson', files.wecomMeeting, { ...files.WECOM, course: first }, 'lesson'],
  ['a course of another name', () => text('姓名,课程,时长\n王晓明,道德修养,90分钟\n'), files.STUDY, 'courses'],
  ['two people of one name', () => text('姓名,课程,时长\n张伟,职业道德,90分钟\n'), files.STUDY, 'people'],
  [
    'hidden rows',
    () =>
      book({
        rows: [
          ['姓名', '课程', '时长'],
          ['王晓明', second, '90分钟'],
        ],
        rowDefs: new Map([[1, { hidden: true }]]),
      }),
    files.STUDY,
    'hidden-rows',
  ],
]

describe('what a file leaves open is asked, and nothing is guessed', () => {
  it.each(undecided)('%s', async (_, file, choices, need) => {
    const bytes = await file()
    expect((await check(bytes, choices)).need).toBe(need)
    expect((await send(bytes, choices, {})).status).toBe(400)
  })
})

const study = (rows: string) => () => text(`姓名,身份证号,课程,开始时间,结束时间,时长\n${rows}\n`)
const broken: [string, () => Promise<Uint8Array> | Uint8Array, string][] = [
  [
    'the end before the beginning',
    study('王晓明,,职业道德,2026-11-20 10:00,2026-11-20 09:00,'),
    'E2 结束时间早于开始时间',
  ],
  [
    'longer than from beginning to end',
    study('王晓明,,职业道德,2026-11-20 09:00,2026-11-20 09:30,90分钟'),
    'F2 时长比从开始到结束的时间还长',
  ],
  ['a length that is none', study('王晓明,,职业道德,2026-11-20 09:00,,很久'), 'F2 “很久”不是时长'],
  ['a time that is none', study('王晓明,,职业道德,上周五,,90分钟'), 'D2 “上周五”不是日期时间'],
  [
    'a day that does not exist',
    study('王晓明,,职业道德,2026-02-30 09:00,,90分钟'),
    'D2 “2026-02-30 09:00”这一天不存在',
  ],
  ['a time of day without its day', study('王晓明,,职业道德,09:00,10:00,'), 'D2 只有时刻，没有日期'],
  ['in the future', study('王晓明,,职业道德,2026-12-20 09:00,2026-12-20 10:00,'), 'D2 时间在将来'],
  ['nobody', study(',,职业道德,2026-11-20 09:00,2026-11-20 10:00,'), 'A2 没有写是谁'],
  [
    'an ID number of another',
    study(`李𠮷,${people[0].id},职业道德,2026-11-20 09:00,2026-11-20 10:00,`),
    'A2 号码是 001 王晓明 的',
  ],
  ['everybody of another class', study('赵六,,职业道德,2026-11-20 09:00,2026-11-20 10:00,'), '没有可以导入的记录'],
  [
    'an error value',
    () =>
      book({
        rows: [
          ['姓名', '课程', '时长'],
          ['王晓明', second, null],
        ],
        cells: new Map([['1,2', { type: 'error' as const, value: '#N/A' }]]),
      }),
    'C2 单元格是错误值',
  ],
  [
    'lengths in merged cells',
    () =>
      book({
        rows: [
          ['姓名', '课程', '时长'],
          ['王晓明', second, '90分钟'],
          ['李𠮷', second, ''],
        ],
        merges: [{ startRow: 1, startCol: 2, endRow: 2, endCol: 2 }],
      }),
    'C2 时长在合并单元格里',
  ],
]

describe('rows that are wrong', () => {
  it.each(broken)('are named by cell, with reason and cure: %s', async (_, file, words) => {
    const bytes = await file()
    const { errors = [] } = told(await check(bytes, files.STUDY))
    expect(errors.join('\n')).toContain(words)
    const refused = await send(bytes, files.STUDY, {})
    expect(refused.status).toBe(422)
    expect((await refused.json()).places[0].message).toBe(errors[0]?.replace(/^[A-Z]+\d+ /, ''))
  })

  it('keep all others out: an import is whole or nothing', async () => {
    const before = await (await hr.get(`/api/classes/${classId}/imported`)).json()
    const rows = '王晓明,,职业道德,2026-11-20 09:00,2026-11-20 10:00,\n李𠮷,,职业道德,2026-11-20 09:00,,很久'
    expect((await send(study(rows)(), files.STUDY, {})).status).toBe(422)
    expect(await (await hr.get(`/api/classes/${classId}/imported`)).json()).toEqual(before)
  })
})

const wrong: [string, () => Promise<Uint8Array> | Uint8Array, string][] = [
  ['nothing', () => new Uint8Array(), '空的'],
  ['a picture', () => new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), '人工补录（丙）'],
  ['a scan', scanned, '没有文字'],
  ['an old workbook', () => new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), '另存为'],
  ['a web page called xls', () => text('<html><table><tr><td>姓名</td></tr></table></html>'), '网页'],
  ['an archive', () => new Uint8Array([0x52, 0x61, 0x72, 0x21, 0x1a]), '压缩包'],
  ['half a workbook', async () => (await files.studyBook()).subarray(0, 700), '不完整或已损坏'],
  ['bytes of a program', () => new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1, 2, 3]), '认不出来'],
]

describe('a file that is no record', () => {
  it.each(wrong)('is refused with what to do: %s', async (_, file, words) => {
    const response = await send(await file(), files.STUDY)
    expect(response.status).toBe(422)
    expect(await response.json()).toMatchObject({ code: 'file-refused', message: expect.stringContaining(words) })
  })
})
