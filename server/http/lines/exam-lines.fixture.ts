import { PHONE_CONSENT_VERSION } from '../../../shared/reach/phone-consent'
import { beginPaper } from '../../exam/papers'
import type { Firm } from '../firms.fixture'
import { type Lines, readers, teachers, writers } from './line.fixture'

const day = '2026-11-20'
let numbers = 0

/** The newest row of a result or a certificate of the firm's first seat. */
async function entered({ hr, class: id, seat }: Firm, what: 'results' | 'certificates'): Promise<string> {
  const body = what === 'results' ? { seat, part: 'theory', pass: true, day } : { seat, number: `A${++numbers}`, day }
  await hr.call('POST', `/api/classes/${id}/${what}`, body)
  const { rows } = await hr.list<Record<typeof what, { id: string }[]>>(`/api/classes/${id}/results`, 'search=001')
  return rows[0]?.[what].at(-1)?.id ?? ''
}

const bank = '题型,题目,选项A,选项B,答案\n单选题,下列正确的是,甲,乙,A\n判断题,先洗手后喂饭,,,对\n'
const terms = {
  single: { count: 1, points: 50 },
  multiple: { count: 0, points: 1 },
  judge: { count: 1, points: 50 },
  ...{ minutes: 30, attempts: 1, passMark: 60 },
}

async function testBody({ hr }: Firm) {
  const { id } = await (await hr.call('POST', '/api/question-banks?title=题库', bank)).json()
  return { title: '单元测试', bank: id, terms }
}
async function made(firm: Firm): Promise<string> {
  const [newest] = await (await firm.hr.call('POST', `/api/classes/${firm.class}/tests`, await testBody(firm))).json()
  return newest.id
}

/** Results, certificates, question banks, tests, 满意度. */
export const examLines: Lines = {
  'GET /api/classes/:id/results': { may: readers, other: 'not-found' },
  'POST /api/classes/:id/results': {
    may: writers,
    ask: ({ seat }) => ({ body: { seat, part: 'practice', value: '80', pass: true, day } }),
    other: 'not-found',
  },
  'POST /api/classes/:id/certificates': {
    may: writers,
    ask: ({ seat }) => ({ body: { seat, number: `B${++numbers}`, day } }),
    other: 'not-found',
  },
  'POST /api/results/:id/withdraw': {
    may: writers,
    ask: async (firm) => ({
      path: `/api/results/${await entered(firm, 'results')}/withdraw`,
      body: { reason: '登记错了' },
    }),
    other: 'not-found',
  },
  'POST /api/certificates/:id/withdraw': {
    may: writers,
    ask: async (firm) => ({
      path: `/api/certificates/${await entered(firm, 'certificates')}/withdraw`,
      body: { reason: '登记错了' },
    }),
    other: 'not-found',
  },
  'GET /api/classes/:id/results.xlsx': { may: writers, other: 'not-found' },
  'POST /api/classes/:id/results/import': {
    may: writers,
    ask: () => ({ body: `参训编号,姓名,理论成绩,评定结果,考试日期\n001,王晓明,80,合格,${day}\n` }),
    other: 'not-found',
  },
  'GET /api/question-banks': { may: readers, other: 'nothing' },
  'GET /api/question-banks/template.xlsx': { may: teachers, other: 'nothing' },
  'POST /api/question-banks': {
    may: teachers,
    ask: () => ({ path: '/api/question-banks?title=题库', body: bank }),
    other: 'nothing',
  },
  'GET /api/classes/:id/tests': { may: readers, other: 'not-found' },
  'POST /api/classes/:id/tests': {
    may: teachers,
    ask: async (firm) => ({ body: await testBody(firm) }),
    other: 'not-found',
  },
  'POST /api/tests/:id/end': {
    may: teachers,
    ask: async (firm) => ({ path: `/api/tests/${await made(firm)}/end`, body: {} }),
    other: 'not-found',
  },
  'GET /api/tests/:id/papers': {
    may: readers,
    ask: async (firm) => ({ path: `/api/tests/${await made(firm)}/papers` }),
    other: 'not-found',
  },
  'GET /api/exports/tests/:id/papers': {
    may: readers,
    ask: async (firm) => ({ path: `/api/exports/tests/${await made(firm)}/papers` }),
    other: 'not-found',
  },
  'GET /api/papers/:id': {
    may: readers,
    ask: async (firm) => {
      const { id } = await beginPaper(firm.deps, firm.seat, await made(firm), PHONE_CONSENT_VERSION)
      return { path: `/api/papers/${id}` }
    },
    other: 'not-found',
  },
  'POST /api/questions/:id/shown': {
    may: teachers,
    ask: async (firm) => {
      const id = await firm.question()
      await firm.hr.call('POST', `/api/questions/${id}`, { text: '在平台的作业页' })
      return { path: `/api/questions/${id}/shown`, body: { shown: true } }
    },
    other: 'not-found',
  },
  'GET /api/classes/:id/satisfaction': { may: readers, other: 'not-found' },
  'GET /api/my/exam': { open: 'the token of the link, which is of one seat' },
  'POST /api/my/tests/:id/begin': { open: 'the token of the link, which is of one seat' },
  'GET /api/my/papers/:id': { open: 'the token of the link, which is of one seat' },
  'POST /api/my/papers/:id/save': { open: 'the token of the link, which is of one seat' },
  'POST /api/my/papers/:id/hand-in': { open: 'the token of the link, which is of one seat' },
  'POST /api/my/satisfaction': { open: 'the token of the link, which is of one seat' },
}
