import { writeXlsx } from 'hucre'
import { course } from '../../app.fixture'
import type { Firm } from '../firms.fixture'
import { type Lines, readers, writers } from './line.fixture'

const PNG = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 7])
const choices = { kind: 'study', platform: 'px.class.com.cn' }
let minutes = 10

/** Another record of the same platform. */
const record = () =>
  writeXlsx({
    sheets: [
      {
        name: '学习记录',
        rows: [
          ['参训编号', '课程名称', '章节名称', '学习时长(分钟)'],
          ['001', course.title, `第${++minutes}节`, minutes],
        ],
      },
    ],
  })
const sources = (id: string) =>
  `/api/classes/${id}/sources?${new URLSearchParams({ name: '学习记录.xlsx', choices: JSON.stringify({ ...choices, repeat: 'add' }) })}`

async function imported({ hr, class: id }: Firm): Promise<string> {
  const response = await hr.call('POST', sources(id), await record())
  return (await response.json()).id
}

const evidence = async ({ hr }: Firm): Promise<string> =>
  (await (await hr.call('POST', '/api/evidence', PNG)).json()).hash

/** Other sources: 乙 and 丙. */
export const sourceLines: Lines = {
  'POST /api/classes/:id/sources': {
    may: writers,
    ask: async ({ class: id }) => ({ path: sources(id), body: await record() }),
    other: 'not-found',
  },
  'POST /api/classes/:id/by-hand': {
    may: writers,
    ask: async (firm) => ({
      body: {
        seat: firm.seat,
        kind: 'paper',
        course: course.title,
        seconds: 600,
        evidence: await evidence(firm),
        note: '',
      },
    }),
    other: 'not-found',
  },
  'POST /api/imports/:id/withdraw': {
    may: writers,
    ask: async (firm) => ({ path: `/api/imports/${await imported(firm)}/withdraw`, body: { reason: '选错了班' } }),
    other: 'not-found',
  },
  'GET /api/imports/:id/file': {
    may: writers,
    ask: async (firm) => ({ path: `/api/imports/${await imported(firm)}/file` }),
    other: 'not-found',
  },
  'GET /api/sources/mappings': { may: writers, other: 'nothing' },
  'GET /api/classes/:id/imports': { may: readers, other: 'not-found' },
  'GET /api/classes/:id/imported': { may: readers, other: 'not-found' },
}
