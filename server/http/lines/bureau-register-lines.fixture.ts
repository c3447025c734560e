import { dayOf } from '../../../shared/calendar/beijing'
import { enrolKey } from '../../bureau/register/enrol-key'
import { firmAnswerOf } from '../../bureau/register/firms'
import { receiveFiling } from '../../bureau/register/receive-filing'
import { firmOfKey } from '../../bureau/register/trusted'
import { workbook } from '../../claim/workbook'
import type { Firm } from '../firms.fixture'
import { type Behind, type Lines, writers } from './line.fixture'
import { filed, send } from './plan-lines.fixture'

const decides = ['administrator', 'manager'] as const
const viewers = [...writers, 'auditor'] as const
const text = async (firm: Firm, path: string) => (await firm.hr.get(path)).text()
const designation = {
  ...{ name: '示范学校', creditCode: '91110000600037341L', batch: '第一批', source: '通知', occupations: [] },
  ...{ from: '2026-01-01', to: '' },
}
const platform = {
  ...{ firm: '', name: '平台', host: 'px.example.cn', kind: 'third-party', source: '批复', documents: [] },
  ...{ from: '2026-01-01', to: '' },
}

/** The institution's key, enrolled at the bureau; the id of the 单位 there. */
async function enrolled(firm: Firm): Promise<string> {
  const { deps, bureau } = firm
  const file = await text(firm, '/api/organisation/key-file')
  const { fingerprint, held } = await enrolKey(deps, bureau, { file, compared: '' })
  const letter = held && { from: dayOf(deps.clock.now()), reason: '丢失', evidence: await bureauEvidence(firm) }
  await enrolKey(deps, bureau, { file, confirmed: fingerprint, compared: '当面', ...(letter && { letter }) })
  return (await firmOfKey(deps.store.read, deps.store, bureau.organisation, fingerprint))?.firm ?? ''
}

async function bureauEvidence({ ask, bureau }: Firm): Promise<string> {
  const answer = await ask(bureau.member, 'POST', '/api/evidence', new TextEncoder().encode('%PDF-1.4 letter'))
  return (await answer.json()).hash
}

async function rotation(firm: Firm): Promise<string> {
  await enrolled(firm)
  const { rotations } = await send<{ rotations: { id: string }[] }>(firm, 'POST', '/api/organisation/key-rotation', {})
  return text(firm, `/api/organisation/key-rotations/${rotations[0]?.id}`)
}

async function filing(firm: Firm): Promise<string> {
  await enrolled(firm)
  const file = await text(firm, `/api/plans/${await filed(firm)}/filing.json`)
  return (await receiveFiling(firm.deps, firm.bureau, new TextEncoder().encode(file))).id
}

const entry = async ({ ask, bureau, deps }: Firm, kind: 'designations' | 'platforms'): Promise<string> => {
  await ask(bureau.member, 'POST', `/api/bureau/${kind}`, kind === 'platforms' ? platform : designation)
  const { t, read } = deps.store
  const rows = await read.select().from(kind === 'platforms' ? t.bureauPlatform : t.bureauDesignation)
  return rows.find(({ organisation }) => organisation === bureau.organisation)?.id ?? ''
}
const ended = (kind: 'designations' | 'platforms'): Behind => ({
  ...{ may: decides, bureau: true, other: 'not-found' },
  ask: async (firm) => ({
    path: `/api/bureau/${kind}/${await entry(firm, kind)}/end`,
    body: { day: '2026-12-01', reason: '终止' },
  }),
})
const listed: Behind = { may: viewers, bureau: true, other: 'nothing' }
const list = (path: string): Lines => ({
  [`GET /api/bureau/${path}`]: listed,
  [`GET /api/exports/bureau/${path}`]: listed,
})
const ofFiling = (rest: string, may: Behind['may'] = viewers): Behind => ({
  ...{ may, bureau: true, other: 'not-found' },
  ask: async (firm) => ({ path: `/api/bureau/filings/${await filing(firm)}${rest}` }),
})

export const bureauRegisterLines: Lines = {
  'GET /api/organisation/keys': { may: viewers, other: 'nothing' },
  'GET /api/organisation/key-file': { may: decides, other: 'nothing' },
  'POST /api/organisation/key-rotation': { may: decides, ask: () => ({ body: {} }), other: 'nothing' },
  'GET /api/organisation/key-rotations/:id': {
    ...{ may: decides, other: 'not-found' },
    ask: async (firm) => {
      await rotation(firm)
      const { rotations } = await send<{ rotations: { id: string }[] }>(firm, 'GET', '/api/organisation/keys')
      return { path: `/api/organisation/key-rotations/${rotations[0]?.id}` }
    },
  },
  ...list('firms'),
  'GET /api/bureau/firms/:id': {
    ...{ may: viewers, bureau: true, other: 'not-found' },
    ask: async (firm) => ({ path: `/api/bureau/firms/${await enrolled(firm)}` }),
  },
  'POST /api/bureau/keys': {
    ...{ may: decides, bureau: true, other: 'nothing' },
    ask: async (firm) => ({ body: { file: await text(firm, '/api/organisation/key-file') } }),
  },
  'POST /api/bureau/keys/rotation': {
    ...{ may: decides, bureau: true, other: 'not-found' },
    ask: async (firm) => ({ body: { file: await rotation(firm) } }),
  },
  'POST /api/bureau/keys/:id/end': {
    ...{ may: decides, bureau: true, other: 'not-found' },
    ask: async (firm) => {
      const { keys } = await firmAnswerOf(firm.deps, firm.bureau, await enrolled(firm))
      return { path: `/api/bureau/keys/${keys.at(-1)?.id}/end`, body: { from: '2026-12-01', reason: '停用' } }
    },
  },
  ...list('designations'),
  'POST /api/bureau/designations': {
    ...{ may: writers, bureau: true, ask: () => ({ body: designation }), other: 'nothing' },
  },
  'GET /api/bureau/designations/template.xlsx': { may: writers, bureau: true, other: 'nothing' },
  'POST /api/bureau/designations/import': {
    ...{ may: writers, bureau: true, other: 'nothing' },
    ask: async () => ({
      body: await workbook([
        {
          ...{ name: '名单', heading: [] },
          columns: ['机构名称', '统一社会信用代码', '批次', '有效期起'].map((title) => ({ title, width: 20 })),
          rows: [['示范学校', '91110000600037341L', '第二批', '2026-01-01']],
        },
      ]),
    }),
  },
  'POST /api/bureau/designations/:id/end': ended('designations'),
  ...list('platforms'),
  'POST /api/bureau/platforms': { may: writers, bureau: true, ask: () => ({ body: platform }), other: 'nothing' },
  'POST /api/bureau/platforms/recommended': {
    ...{ may: writers, bureau: true, ask: () => ({ body: {} }), other: 'nothing' },
  },
  'POST /api/bureau/platforms/:id/end': ended('platforms'),
  ...list('filings'),
  'POST /api/bureau/filings': {
    ...{ may: writers, bureau: true, other: 'not-found' },
    ask: async (firm) => {
      await enrolled(firm)
      return { body: await text(firm, `/api/plans/${await filed(firm)}/filing.json`) }
    },
  },
  'GET /api/bureau/filings/:id': ofFiling(''),
  'POST /api/bureau/filings/:id/decision': {
    ...{ may: decides, bureau: true, other: 'not-found' },
    ask: async (firm) => ({
      path: `/api/bureau/filings/${await filing(firm)}/decision`,
      body: {
        ...{ outcome: 'returned', number: '', date: dayOf(firm.deps.clock.now()), remarks: '' },
        missing: ['请补充师资'],
      },
    }),
  },
  'GET /api/bureau/filings/:id/filing.json': ofFiling('/filing.json', writers),
  'GET /api/bureau/filings/:id/receipt.json': ofFiling('/receipt.json'),
  'GET /api/bureau/filings/:id/decision.json': {
    ...ofFiling('/decision.json'),
    ask: async (firm) => {
      const id = await filing(firm)
      const decided = {
        outcome: 'refused',
        number: '',
        date: dayOf(firm.deps.clock.now()),
        remarks: '不符',
        missing: [],
      }
      await firm.ask(firm.bureau.member, 'POST', `/api/bureau/filings/${id}/decision`, decided)
      return { path: `/api/bureau/filings/${id}/decision.json` }
    },
  },
}
