import { readFileSync } from 'node:fs'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { PersonLink } from '../../shared/api'
import type { BankReport, PaperDetail, PaperRow, TestRow } from '../../shared/api/exam'
import type { HandedIn, MyExam, MyPaper } from '../../shared/api/my-exam'
import { sha256Hex } from '../../shared/crypto'
import { gradedPaper } from '../../shared/exam/grade'
import { evidenceFile } from '../../shared/package/layout'
import { PHONE_CONSENT_VERSION as consent } from '../../shared/reach/phone-consent'
import { canonical } from '../../shared/record/canonical'
import { claimedOf } from '../claim/package/claimed.fixture'
import { packClaim } from '../claim/package/pack-claim'
import { readZip } from '../claim/read-zip'
import { people, resigned, School } from '../claim/school.fixture'
import { nodeCrypto } from '../crypto'
import { storedEntries } from '../ledger/line'
import { ownChainOf } from '../training/own-chain'
import { papersWhere } from './paper-rows'

const ORIGIN = 'http://127.0.0.1:8787'
const MINUTE = 60_000
let school: School
let classId: string
let seats: string[]
let tokens: string[]
let bank: string

const csv = [
  '题型,题目,选项A,选项B,选项C,答案',
  ...Array.from({ length: 6 }, (_, i) => `单选题,单选 ${i},错,对,错,B`),
  ...Array.from({ length: 3 }, (_, i) => `多选题,多选 ${i},对,错,对,AC`),
  ...Array.from({ length: 3 }, (_, i) => `判断题,判断 ${i},,,,错`),
].join('\n')
const terms = {
  single: { count: 4, points: 10 },
  multiple: { count: 2, points: 20 },
  judge: { count: 2, points: 10 },
  ...{ minutes: 30, attempts: 2, passMark: 60 },
}

beforeAll(async () => {
  school = await School.open()
  classId = (await school.openClass(people('王晓明', '李𠮷', '赵大力'))).id
  const links: PersonLink[] = await (await school.hr.get(`/api/classes/${classId}/links`)).json()
  seats = links.map(({ seat }) => seat)
  tokens = links.map(({ link }) => link.split('#')[1] ?? '')
  const made: BankReport = await (await school.hr.call('POST', '/api/question-banks?title=题库', csv)).json()
  expect(made).toMatchObject({ single: 6, multiple: 3, judge: 3, errors: [] })
  bank = made.id ?? ''
})
afterAll(() => school.close())

const seat = (n: number) => seats[n] ?? ''
const phone = async (n: number, path: string, body?: object): Promise<Response> =>
  school.fetcher(`${ORIGIN}/api/my/${path}`, {
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
    headers: { 'content-type': 'application/json', authorization: `Bearer ${tokens[n]}` },
  })
const exam = async (n: number): Promise<MyExam> => (await phone(n, 'exam')).json()
const begin = async (n: number): Promise<MyPaper> => {
  const answer = await phone(n, `tests/${test}/begin`, { consent })
  expect(answer.status).toBe(200)
  return answer.json()
}
const handIn = async (n: number, paper: string, answers: number[][]): Promise<HandedIn> =>
  (await phone(n, `papers/${paper}/hand-in`, { answers })).json()
/** The right answers, which only the server knows. */
async function rightOf(paper: string): Promise<number[][]> {
  const { t, read } = school.deps.store
  const [found] = await papersWhere(school.deps, read, eq(t.testPaper.id, paper))
  return (found?.questions ?? []).map(({ right }) => right)
}
async function scores(n: number) {
  const { store } = school.deps
  const digest = (await ownChainOf(school.deps, seat(n))) ?? ''
  const [row] = await store.read.select().from(store.t.chain).where(eq(store.t.chain.digest, digest))
  const entries = row ? await storedEntries(store, { id: row.id, digest }) : []
  return entries.filter(({ kind }) => kind === 'score')
}

let test: string
beforeEach(async () => {
  await school.hr.signIn()
  const made = await school.hr.call('POST', `/api/classes/${classId}/tests`, { title: '单元测试', bank, terms })
  expect(made.status).toBe(200)
  const [newest]: TestRow[] = await made.json()
  test = newest?.id ?? ''
  school.clock.ms += MINUTE
})

describe('a paper', () => {
  it('is not begun before its person agreed to what is recorded', async () => {
    expect((await phone(2, `tests/${test}/begin`, {})).status).toBe(400)
    expect((await begin(2)).questions).toHaveLength(8)
  })

  it('never shows what is right, and is the same paper when it is opened again', async () => {
    const paper = await begin(0)
    expect(JSON.stringify(paper)).not.toContain('right')
    expect(paper).toMatchObject({ attempt: 1, max: 100, passMark: 60 })
    expect(Math.round((paper.dueAt - paper.now) / MINUTE)).toBe(30)
    expect((await begin(0)).questions).toEqual(paper.questions)
    expect((await exam(0)).tests.find(({ id }) => id === test)?.underWay).toMatchObject({ paper: paper.id })
    expect((await phone(1, `papers/${paper.id}`)).status, 'of nobody else').toBe(404)
  })

  it('is graded on the server: a score entry in the seat’s own chain, whose raw is the hash of the kept paper', async () => {
    const paper = await begin(0)
    const right = await rightOf(paper.id)
    const answers = right.map((one, i) => (i < 3 ? one : []))
    expect(await handIn(0, paper.id, answers)).toMatchObject({ value: 30, max: 100, pass: false })
    const entry = (await scores(0)).at(-1)
    expect(entry?.body).toMatchObject({
      source: 'own',
      value: '30',
      max: '100',
      pass: false,
      attempt: 1,
      site: 'xueji',
    })
    const { t, read } = school.deps.store
    const [kept] = await papersWhere(school.deps, read, eq(t.testPaper.id, paper.id))
    if (!kept?.sheet) throw new Error('not kept')
    const text = canonical(gradedPaper(kept.id, kept.questions, kept.sheet.answers, kept.sheet))
    expect(entry?.body.raw).toBe(sha256Hex(nodeCrypto, text))
    expect(entry?.hash).toBe(kept.sheet.entry)
    expect(JSON.stringify(entry)).not.toMatch(/单选|王/)
  })

  it('goes into the package of its class and of a claim by the hash that its score names; another file, or none, is told of', async () => {
    const { deps, organisation } = school
    const paper = await begin(1)
    await handIn(1, paper.id, await rightOf(paper.id))
    const raw = String((await scores(1)).at(-1)?.body.raw)
    const { bag } = await school.package(classId)
    expect(sha256Hex(nodeCrypto, bag.get(evidenceFile(raw)) ?? expect.fail())).toBe(raw)
    const good = await school.verify(bag)
    expect(good.checks.flatMap(({ problems }) => problems)).toEqual([])
    expect(good.checks.map(({ title }) => title)).toContain('本系统测试的成绩与试卷相符')
    expect(good.notes.join()).not.toContain('试卷不在包内')
    const key = await deps.keys.package(organisation)
    const exchanged = await school.verify(await resigned(bag, { [evidenceFile(raw)]: '{}' }, key))
    expect(exchanged.verdict).toBe('bad')
    const without = await school.verify(await resigned(bag, { [evidenceFile(raw)]: undefined }, key))
    expect([without.verdict, without.notes.join()]).toEqual([
      'good',
      expect.stringContaining('本系统测试有 1 份试卷不在包内'),
    ])

    const packing = await claimedOf(deps, organisation, [classId])
    const { path } = await packClaim(deps, { ...packing, scans: [] }, () => undefined)
    const { files: claimBag } = await readZip(readFileSync(path))
    expect(claimBag.get(`data/classes/${classId}/evidence/${raw}`)).toEqual(bag.get(evidenceFile(raw)))
    const claimed = await school.verify(claimBag)
    // The fixture's claim says of nobody that they passed; its papers are right.
    expect(claimed.checks.find(({ title }) => title === '本系统测试的成绩与试卷相符')).toMatchObject({ problems: [] })
  })

  it('handed in twice counts once, by what came first', async () => {
    const paper = await begin(0)
    const before = (await scores(0)).length
    const right = await rightOf(paper.id)
    const [first, second] = await Promise.all([handIn(0, paper.id, right), handIn(0, paper.id, [])])
    expect(first).toEqual(second)
    expect(await handIn(0, paper.id, [])).toEqual(first)
    expect(await scores(0)).toHaveLength(before + 1)
  })

  it('may be taken again until it is passed or no attempt is left; every attempt is kept', async () => {
    const first = await begin(0)
    await handIn(0, first.id, [])
    const second = await begin(0)
    expect(second.attempt).toBe(2)
    await handIn(0, second.id, await rightOf(second.id))
    expect((await phone(0, `tests/${test}/begin`, { consent })).status, 'passed').toBe(409)
    for (const _ of [1, 2]) await handIn(1, (await begin(1)).id, [])
    expect((await phone(1, `tests/${test}/begin`, { consent })).status, 'no attempt left').toBe(409)
    const { rows } = await school.hr.list<PaperRow>(`/api/tests/${test}/papers`, '')
    expect(rows.map(({ number, attempt, state, value }) => [number, attempt, state, value])).toEqual([
      ['001', 1, 'failed', 0],
      ['001', 2, 'passed', 100],
      ['002', 1, 'failed', 0],
      ['002', 2, 'failed', 0],
    ])
  })

  it('whose time is up is taken in as it was saved, also when the phone never came back', async () => {
    const paper = await begin(1)
    const right = await rightOf(paper.id)
    expect((await phone(1, `papers/${paper.id}/save`, { answers: right })).status).toBe(200)
    school.clock.ms += 31 * MINUTE
    expect((await phone(1, `papers/${paper.id}/save`, { answers: [] })).status, 'too late').toBe(409)
    const [row]: TestRow[] = await (await school.hr.get(`/api/classes/${classId}/tests`)).json()
    expect(row).toMatchObject({ id: test, handedIn: 1, passed: 1, underWay: 0, people: 3 })
    const { rows } = await school.hr.list<PaperRow>(`/api/tests/${test}/papers`, '')
    expect(rows).toMatchObject([{ how: 'time-up', value: 100, state: 'passed' }])
  })

  it('handed in long after its time counts as it was saved, not as it is sent', async () => {
    const paper = await begin(1)
    school.clock.ms += 31 * MINUTE
    expect(await handIn(1, paper.id, await rightOf(paper.id))).toMatchObject({ value: 0, pass: false })
  })

  it('is shown to the teacher question by question, with what was chosen and what is right', async () => {
    const paper = await begin(2)
    const right = await rightOf(paper.id)
    await handIn(
      2,
      paper.id,
      right.map((one, i) => (i === 0 ? [] : one)),
    )
    const detail: PaperDetail = await (await school.hr.get(`/api/papers/${paper.id}`)).json()
    expect(detail).toMatchObject({
      name: '赵大力',
      value: 90,
      max: 100,
      state: 'passed',
      className: expect.any(String),
    })
    expect(detail.questions.map(({ correct }) => correct)).toEqual([false, ...Array(7).fill(true)])
  })
})

describe('a test', () => {
  it('that has ended begins no paper, and lets the one under way go on to its end', async () => {
    const paper = await begin(0)
    expect((await school.hr.call('POST', `/api/tests/${test}/end`, {})).status).toBe(200)
    expect((await phone(1, `tests/${test}/begin`, { consent })).status).toBe(409)
    expect(await handIn(0, paper.id, await rightOf(paper.id))).toMatchObject({ pass: true })
    expect((await exam(1)).tests.some(({ id }) => id === test)).toBe(false)
    expect((await school.hr.call('POST', `/api/tests/${test}/end`, {})).status).toBe(409)
  })

  it('of one course is a score of that course, in the folded days and in the results of the class', async () => {
    const course = (await school.hr.class(classId)).plan.courses[0]
    const body = { title: '第一单元', bank, terms, course: course?.key }
    const [made]: TestRow[] = await (await school.hr.call('POST', `/api/classes/${classId}/tests`, body)).json()
    test = made?.id ?? ''
    const paper = await begin(2)
    await handIn(2, paper.id, await rightOf(paper.id))
    await school.deps.deriver.settle()
    const { roster } = await school.hr.class(classId)
    expect(roster[2]?.courses[0]).toMatchObject({
      key: course?.key,
      score: { value: '100', pass: true, source: 'own' },
    })
    expect((await exam(2)).results).toContainEqual(
      expect.objectContaining({ source: 'own', courseTitle: `${course?.title} 第一单元`, value: '100', pass: true }),
    )
  })

  it('of the whole class is missing on the roster until one of its name is passed', async () => {
    const make = async () => {
      const body = { title: '结业理论考试', bank, terms }
      const [made]: TestRow[] = await (await school.hr.call('POST', `/api/classes/${classId}/tests`, body)).json()
      test = made?.id ?? ''
    }
    const lacks = async () => {
      await school.deps.deriver.settle()
      return (await school.hr.class(classId)).roster[1]?.missing?.join() ?? ''
    }
    await make()
    await handIn(1, (await begin(1)).id, [])
    expect(await lacks()).toContain('结业考核 结业理论考试')
    await make()
    const paper = await begin(1)
    await handIn(1, paper.id, await rightOf(paper.id))
    expect(await lacks(), 'one of the same name is the same examination').not.toContain('结业考核')
  })

  it('is refused for a bank with too few questions, a mark beyond its points, and a course not of the plan', async () => {
    const make = async (other: object) =>
      (await school.hr.call('POST', `/api/classes/${classId}/tests`, { title: '测试', bank, terms, ...other })).status
    expect(await make({ terms: { ...terms, multiple: { count: 4, points: 5 } } })).toBe(400)
    expect(await make({ terms: { ...terms, passMark: 101 } })).toBe(400)
    expect(await make({ course: 'c-9' })).toBe(400)
    expect(await make({ bank: 'none' })).toBe(404)
  })
})
