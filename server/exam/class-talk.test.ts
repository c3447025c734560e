import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { PersonLink } from '../../shared/api'
import type { SatisfactionReport } from '../../shared/api/exam'
import type { MyExam } from '../../shared/api/my-exam'
import type { QuestionRow } from '../../shared/api/reach'
import { PHONE_CONSENT_VERSION as consent } from '../../shared/reach/phone-consent'
import { people, School } from '../claim/school.fixture'

const ORIGIN = 'http://127.0.0.1:8787'
let school: School
let classId: string
let otherClass: string
let tokens: string[]

beforeAll(async () => {
  school = await School.open()
  classId = (await school.openClass(people('王晓明', '李𠮷', '赵大力'))).id
  otherClass = (await school.openClass(people('孙别班'))).id
  const linksOf = async (id: string): Promise<PersonLink[]> => (await school.hr.get(`/api/classes/${id}/links`)).json()
  tokens = [...(await linksOf(classId)), ...(await linksOf(otherClass))].map(({ link }) => link.split('#')[1] ?? '')
})
afterAll(() => school.close())
beforeEach(() => school.hr.signIn())

const phone = async (n: number, path: string, body?: object): Promise<Response> =>
  school.fetcher(`${ORIGIN}/api/my/${path}`, {
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
    headers: { 'content-type': 'application/json', authorization: `Bearer ${tokens[n]}` },
  })
const exam = async (n: number): Promise<MyExam> => (await phone(n, 'exam')).json()
const id = (n: number) => n.toString(16).padStart(32, '0')

describe('questions of a class', () => {
  const listed = async (of: string) => (await school.hr.list<QuestionRow>('/api/questions', `class=${of}`)).rows
  const show = async (n: number, shown: boolean) =>
    (await school.hr.call('POST', `/api/questions/${id(n)}/shown`, { shown })).status

  it('stand together, of this class alone', async () => {
    await phone(0, 'questions', { id: id(1), text: '补考要交什么？', consent })
    await phone(1, 'questions', { id: id(2), text: '作业交到哪里？', consent })
    await phone(3, 'questions', { id: id(3), text: '别的班的问题', consent })
    expect((await listed(classId)).map(({ text }) => text).sort()).toEqual(['作业交到哪里？', '补考要交什么？'])
    expect((await listed(otherClass)).map(({ name }) => name)).toEqual(['孙别班'])
  })

  it('are read by the whole class once a teacher answered and let it, without who asked, and no more when taken back', async () => {
    expect(await show(1, true), 'not answered yet').toBe(409)
    await school.hr.call('POST', `/api/questions/${id(1)}`, { text: '带身份证' })
    expect(await show(1, true)).toBe(200)
    const { shown } = await exam(2)
    expect(shown).toMatchObject([{ text: '补考要交什么？', answers: [{ text: '带身份证' }] }])
    expect(JSON.stringify(shown)).not.toContain('王晓明')
    expect((await exam(3)).shown, 'another class').toEqual([])
    expect((await school.hr.list<QuestionRow>('/api/questions', 'filter=shown')).total).toBe(1)
    expect(await show(1, false)).toBe(200)
    expect((await exam(2)).shown).toEqual([])
  })
})

describe('满意度', () => {
  const give = async (n: number, answers: number[], remark = '') =>
    (await phone(n, 'satisfaction', { answers, remark })).status
  const report = async (): Promise<SatisfactionReport> =>
    (await school.hr.get(`/api/classes/${classId}/satisfaction`)).json()

  it('is given once, with five answers from 1 to 5', async () => {
    expect(await give(0, [5, 4, 3, 2])).toBe(400)
    expect(await give(0, [5, 4, 3, 2, 6])).toBe(400)
    expect(await give(0, [5, 4, 3, 2, 1])).toBe(200)
    expect(await give(0, [1, 1, 1, 1, 1])).toBe(409)
    expect([(await exam(0)).satisfaction, (await exam(1)).satisfaction]).toEqual(['given', 'open'])
  })

  it('shows nothing while it could be told whose it is, then counts and remarks', async () => {
    expect(await give(1, [5, 5, 5, 5, 5], '希望多练习')).toBe(200)
    expect(await report()).toEqual({ people: 3, given: 2, least: 3, remarks: [] })
    expect(await give(2, [5, 4, 3, 2, 5])).toBe(200)
    expect(await report()).toMatchObject({
      given: 3,
      remarks: ['希望多练习'],
      counts: [
        [0, 0, 0, 0, 3],
        [0, 0, 0, 2, 1],
        [0, 0, 2, 0, 1],
        [0, 2, 0, 0, 1],
        [1, 0, 0, 0, 2],
      ],
    })
  })

  it('is kept where nothing says whose an answer is or when it came', async () => {
    const { t, read } = school.deps.store
    const rows = await read.select().from(t.satisfactionAnswer)
    expect(Object.keys(rows[0] ?? {}).sort()).toEqual(['answers', 'class', 'id', 'remark', 'sheet'])
    expect(JSON.stringify(rows)).not.toMatch(/seat|17\d{11}/)
  })
})
