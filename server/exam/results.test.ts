import { writeXlsx } from 'hucre'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ResultsReport, ResultsRow } from '../../shared/api/results'
import { inventedId } from '../../test/support/hr'
import { School } from '../claim/school.fixture'
import { certificatesOf, resultsOf } from './results'

let school: School
let classId: string
let seats: string[]
const ids = [1, 2, 3].map(inventedId)

beforeAll(async () => {
  school = await School.open()
  const names = ['王晓明', '李𠮷', '赵大力']
  classId = (await school.openClass(names.map((name, i) => ({ name, id: ids[i] ?? '' })))).id
  seats = (await school.hr.class(classId)).roster.map(({ seat }) => seat)
})
afterAll(() => school.close())

const seat = (n: number) => seats[n] ?? ''
const facts = (n: number) => resultsOf(school.deps.store.read, school.deps.store.t, [seat(n)])
const heading = [
  '参训编号',
  '姓名',
  '身份证号',
  '理论成绩',
  '实践成绩',
  '评定成绩',
  '考核日期',
  '证书号',
  '发证日期',
  '发证单位',
]
const sheet = (...rows: (string | number | null)[][]) =>
  writeXlsx({ sheets: [{ name: '成绩', rows: [['学员成绩表'], heading, ...rows] }] })
const send = (file: Uint8Array, choices: object = {}, dry = false) =>
  school.hr.call(
    'POST',
    `/api/classes/${classId}/results/import?${dry ? 'dry=1&' : ''}choices=${encodeURIComponent(JSON.stringify(choices))}`,
    file,
  )
const report = async (file: Uint8Array, choices: object = {}, dry = false): Promise<ResultsReport> => {
  const answer = await send(file, choices, dry)
  expect(answer.status).toBe(200)
  return answer.json()
}
const rows = async () => (await school.hr.list<ResultsRow>(`/api/classes/${classId}/results`, 'size=50')).rows

describe('a file of results', () => {
  it('says in a dry run what it would do, and writes nothing', async () => {
    const file = await sheet(['001', '王晓明', '', 55, 80, '不合格', '2026-11-20', '', '', ''])
    expect(await report(file, { passMark: '60' }, true)).toMatchObject({ people: 1, results: 3, again: 0, errors: [] })
    expect(await facts(0)).toEqual([])
  })

  it('is taken whole: parts with their scores, 评定 as a result of its own, certificates as text', async () => {
    const file = await sheet(
      ['001', '王晓明', '', 55, 80, '不合格', '2026-11-20', '', '', ''],
      [
        '',
        '李 𠮷',
        inventedId(2),
        '88.5',
        null,
        '合格',
        '2026/11/20',
        '012345678901234567',
        '2026-11-22',
        '绥化市职业技能鉴定中心',
      ],
      ['003', '赵大力', '', null, null, '', '', '', '', ''],
    )
    expect(await report(file, { passMark: '60' })).toMatchObject({
      people: 2,
      results: 4,
      certificates: 1,
      unchanged: 0,
    })
    expect(await facts(0)).toMatchObject([
      { part: 'theory', value: '55', pass: false, attempt: 1, day: '2026-11-20', source: 'imported' },
      { part: 'practice', value: '80', pass: true, attempt: 1 },
      { part: 'overall', pass: false, attempt: 1 },
    ])
    expect(await certificatesOf(school.deps.store.read, school.deps.store.t, seats)).toMatchObject([
      { seat: seat(1), number: '012345678901234567', day: '2026-11-22', issuer: '绥化市职业技能鉴定中心' },
    ])
    const [{ evidence } = { evidence: '' }] = await facts(0)
    const kept = await school.hr.file('GET', `/api/evidence/${evidence}`)
    expect(Buffer.from(kept).equals(Buffer.from(file)), 'the original is kept, byte by byte').toBe(true)
  })

  it('imported once more adds nothing; a resit stands beside the first attempt, and 评定 follows it', async () => {
    const again = await sheet(['001', '王晓明', '', 55, 80, '不合格', '2026-11-20', '', '', ''])
    expect(await report(again, { passMark: '60' })).toMatchObject({ results: 0, unchanged: 3 })
    const resit = await sheet(['001', '王晓明', '', 71, '', '合格', '2026-12-01', 'SH-2', '', ''])
    expect(await report(resit, { passMark: '60' }, true)).toMatchObject({ results: 2, again: 2, certificates: 1 })
    await report(resit, { passMark: '60' })
    expect((await facts(0)).map(({ part, pass, attempt }) => [part, pass, attempt])).toEqual([
      ['theory', false, 1],
      ['practice', true, 1],
      ['overall', false, 1],
      ['theory', true, 2],
      ['overall', true, 2],
    ])
  })

  it.each([
    [
      'somebody who is not in the class',
      ['009', '王晓明', '', 80, '', '', '2026-11-20', '', '', ''],
      '没有这个人',
      'A3',
    ],
    ['another name', ['001', '王小明', '', 80, '', '', '2026-11-20', '', '', ''], '姓名与这里不同', 'B3'],
    ['nobody in particular', ['', '王晓明', '', 80, '', '', '2026-11-20', '', '', ''], '不能确定是谁', 'A3'],
    ['no number', ['001', '王晓明', '', '八十', '', '', '2026-11-20', '', '', ''], '请填数字', 'D3'],
    ['no day', ['001', '王晓明', '', 80, '', '', '', '', '', ''], '日期没有填', 'G3'],
    [
      'a rating against the mark',
      ['003', '赵大力', '', 50, '', '合格', '2026-11-20', '', '', ''],
      '低于合格分数',
      'F3',
    ],
    ['a number of Excel', ['003', '赵大力', '', '', '', '', '2026-11-20', '1.23E+17', '', ''], '不完整', 'H3'],
    ['a certificate of another', ['003', '赵大力', '', '', '', '', '2026-11-20', 'SH-2', '', ''], '另一个人名下', 'H3'],
  ])('with %s is refused as a whole, with the cell', async (_, row, message, cell) => {
    const file = await sheet(row, ['002', '李𠮷', '', 99, '', '', '2026-12-02', '', '', ''])
    const { errors } = await report(file, { passMark: '60' }, true)
    expect(errors).toMatchObject([{ cell, message: expect.stringContaining(message) }])
    expect(await (await send(file, { passMark: '60' })).json()).toMatchObject({ code: 'file-refused' })
    expect((await facts(1)).some(({ value }) => value === '99')).toBe(false)
  })

  it('without pass mark and 评定 is asked for one of them', async () => {
    const { errors } = await report(await sheet(['003', '赵大力', '', 80, '', '', '2026-11-20', '', '', '']), {}, true)
    expect(errors).toMatchObject([{ cell: 'D3', message: expect.stringContaining('是否合格') }])
  })

  it.each([
    ['no table', new TextEncoder().encode('%PDF-1.7')],
    ['no such headings', new TextEncoder().encode('甲,乙\n1,2\n')],
  ])('that is %s is refused with what to do', async (_, file) => {
    expect(await (await send(file)).json()).toMatchObject({
      code: 'file-refused',
      message: expect.stringMatching(/请/),
    })
  })

  it('is offered as a form with everybody of the class, their ID numbers masked, that is read back without an error', async () => {
    const template = await school.hr.file('GET', `/api/classes/${classId}/results.xlsx`)
    expect(await report(template, {}, true)).toMatchObject({ people: 0, results: 0, errors: [] })
    expect(Buffer.from(template).includes(ids[0] ?? '')).toBe(false)
  })
})

describe('a result entered by hand', () => {
  const enter = (body: object) => school.hr.call('POST', `/api/classes/${classId}/results`, body)

  it('is one more attempt, of the plan’s courses alone, and never above its maximum', async () => {
    const course = (await school.hr.class(classId)).plan.courses[0]?.key
    const result = { seat: seat(2), part: 'practice', value: '90', max: '100', pass: true, day: '2026-11-21', course }
    expect((await enter(result)).status).toBe(200)
    expect((await enter({ ...result, course: 'c-9' })).status).toBe(400)
    expect((await enter({ ...result, value: '101' })).status).toBe(400)
    expect((await enter({ ...result, seat: 'nobody' })).status).toBe(404)
    expect((await enter({ ...result, evidence: '0'.repeat(64) })).status).toBe(400)
    expect(await facts(2)).toMatchObject([{ part: 'practice', source: 'entered', course, attempt: 1 }])
  })

  it('that is failed is missing on the roster at once, until it is withdrawn or a later one is passed', async () => {
    const lacks = async () => (await school.hr.class(classId)).roster[1]?.missing?.join('；') ?? ''
    const before = await lacks()
    await enter({ seat: seat(1), part: 'practice', value: '40', pass: false, day: '2026-11-21' })
    expect(await lacks()).toContain('实操考核')
    await enter({ seat: seat(1), part: 'practice', value: '75', pass: true, day: '2026-12-05' })
    expect(await lacks()).toBe(before)
  })

  it('stops holding when it is withdrawn, once, with a reason; its row stays', async () => {
    const [result] = await facts(2)
    const withdraw = () => school.hr.call('POST', `/api/results/${result?.id}/withdraw`, { reason: '登记错人' })
    expect((await withdraw()).status).toBe(200)
    expect((await withdraw()).status).toBe(409)
    expect(await facts(2)).toEqual([])
    const { t, read } = school.deps.store
    expect((await read.select().from(t.examResult)).some(({ id }) => id === result?.id)).toBe(true)
  })
})

describe('a certificate entered by hand', () => {
  it('has a number that is nobody else’s, until it is withdrawn', async () => {
    const enter = (n: number) =>
      school.hr.call('POST', `/api/classes/${classId}/certificates`, {
        seat: seat(n),
        number: 'SH-3',
        day: '2026-12-02',
      })
    expect((await enter(2)).status).toBe(200)
    expect((await enter(1)).status).toBe(409)
    const row = (await rows()).find((one) => one.seat === seat(2))
    expect(row?.certificates).toMatchObject([{ number: 'SH-3', by: expect.any(String) }])
    await school.hr.call('POST', `/api/certificates/${row?.certificates[0]?.id}/withdraw`, { reason: '编号写错' })
    expect((await enter(1)).status).toBe(200)
  })
})
