import type { Firm } from '../firms.fixture'
import { type Lines, readers, writers } from './line.fixture'

const day = '2026-11-20'
let numbers = 0

/** The newest row of a result or a certificate of the firm's first seat. */
async function entered({ hr, class: id, seat }: Firm, what: 'results' | 'certificates'): Promise<string> {
  const body = what === 'results' ? { seat, part: 'theory', pass: true, day } : { seat, number: `A${++numbers}`, day }
  await hr.call('POST', `/api/classes/${id}/${what}`, body)
  const { rows } = await hr.list<Record<typeof what, { id: string }[]>>(`/api/classes/${id}/results`, 'search=001')
  return rows[0]?.[what].at(-1)?.id ?? ''
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
}
