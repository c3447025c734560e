import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { BureauReport } from '../../../shared/api/bureau-intake'
import { defaultPolicy } from '../../../shared/study/policies'
import { addAuthorities } from '../../bureau/intake/authorities'
import { recordIntake } from '../../bureau/intake/intake-row'
import { putStage } from '../../bureau/intake/put-stage'
import { beginSending } from '../../bureau/intake/uploads'
import type { ClassAbout, Seen } from '../../bureau/intake/verified'
import type { Firm } from '../firms.fixture'
import { type Lines, writers } from './line.fixture'

const tus = { 'tus-resumable': '1.0.0' }
const readers = [...writers, 'auditor'] as const
const HASH = 'a'.repeat(64)
const report: BureauReport = {
  ...{ verdict: 'unconfirmed', bag: 'xueji-1', content: HASH, title: '示范学校 第一期', checks: [], notes: [] },
  ...{ seats: [], findings: [], doubts: [] },
}

/** A file that came in and whose signer nobody knew; the file is kept. */
async function came(firm: Firm): Promise<string> {
  const { deps, bureau } = firm
  const id = randomUUID()
  const path = deps.packages.staging.path(id)
  await deps.packages.staging.append(
    id,
    0,
    (async function* () {
      yield new TextEncoder().encode(id)
    })(),
  )
  const sha256 = await deps.packages.staging.digest(id, id.length)
  await deps.packages.keep(path, sha256)
  const seen: Seen = {
    ...{ kind: 'claim', path, sha256, bytes: id.length, bag: 'xueji-1', content: HASH, signer: HASH },
    ...{ organisation: '示范学校', title: '第一期', videos: [] },
  }
  const arrived = { id, path, name: '资料包.zip', source: 'upload', bytes: id.length } as const
  const result = { outcome: 'unknown', problem: '不在单位名录', seen, judged: { verdict: 'doubtful', report } } as const
  await deps.store.tx((q) => recordIntake(q, deps, bureau, arrived, result))
  return `/api/bureau/intake/${id}`
}

/** A 阶段包 of a class. */
async function stage(firm: Firm): Promise<string> {
  const { deps, bureau } = firm
  const { store, clock } = deps
  const { t } = store
  const [id, from, at] = [randomUUID(), randomUUID(), clock.now()]
  const { organisation, member: by } = bureau
  await store.tx(async (q) => {
    await q.insert(t.bureauFirm).values({
      ...{
        id: from,
        organisation,
        kind: 'institution',
        name: '示范学校',
        creditCode: '',
        their: '',
        by,
        createdAt: at,
      },
    })
    await q.insert(t.bureauPackage).values({
      ...{ id, organisation, firm: from, claim: null, kind: 'class', version: 0, content: HASH, bytes: 1 },
      ...{ sha256: id.replaceAll('-', '').padEnd(64, '0'), name: '阶段包.zip', bag: 'xueji-1', verdict: 'doubtful' },
      ...{ report: JSON.stringify(report), key: HASH, dataHash: null, by, at },
    })
    const about: ClassAbout = {
      class: {
        v: 1,
        class: { id: 'c-1', name: '第一期', status: 'open', period: { from: '2026-11-01', to: '2026-12-01' } },
        ...{ organisation: { id: 'o-1', name: '示范学校' }, seats: [], packedAt: at },
      },
      plan: { v: 1, id: 'p-1', title: '计划', occupation: '养老护理员', level: '初级' },
      ...{ policy: defaultPolicy, courses: [] },
    }
    const judged = { verdict: 'doubtful', report } as const
    const of = { package: id, firm: from, stage: { seats: [], sites: [] }, judged }
    await putStage(q, store, organisation, { ...of, about })
    const arrived = { id: randomUUID(), path: '', name: '阶段包.zip', source: 'upload', bytes: 1 } as const
    await recordIntake(q, deps, bureau, arrived, { outcome: 'stage', problem: '', package: id, judged })
  })
  return `/api/bureau/stages/${id}`
}

const sending = async (firm: Firm): Promise<string> =>
  `/api/bureau/uploads/${await beginSending(firm.deps, firm.bureau, { filename: '资料包.zip', size: 10 })}`
async function sent(firm: Firm): Promise<string> {
  const path = await sending(firm)
  const { packages } = firm.deps
  const one = packages.sending.get(path.split('/').at(-1) ?? '')
  await packages.staging.append(
    one?.id ?? '',
    0,
    (async function* () {
      yield new Uint8Array(10)
    })(),
  )
  if (one) one.received = one.size
  return path
}

/** Nothing is being taken in when it begins. */
const settled = async (firm: Firm, make: (firm: Firm) => Promise<string>): Promise<string> => {
  await firm.deps.packages.inTurn(async () => undefined)
  return make(firm)
}

/** A certificate that may stand behind a time stamp; it names nobody. */
const ROOT = readFileSync(new URL('../../ledger/timestamp/root.fixture.pem', import.meta.url))

/** Whose time stamps a bureau believes. */
async function believed({ deps, bureau }: Firm): Promise<string> {
  const rows = await addAuthorities(deps, bureau, ROOT)
  return rows.find(({ ended }) => ended === undefined)?.id ?? ''
}

/** What comes in at a bureau: 经办 takes it in, 审计 reads. */
export const bureauIntakeLines: Lines = {
  'POST /api/bureau/uploads': {
    ...{ bureau: true, may: writers, answers: 201, other: 'nothing' },
    ask: () => ({
      body: new Uint8Array(),
      headers: {
        ...tus,
        'upload-length': '10',
        'upload-metadata': `filename ${Buffer.from('资料包.zip').toString('base64')}`,
      },
    }),
  },
  'GET /api/bureau/uploads/:id': {
    ...{ bureau: true, may: writers, other: 'not-found' },
    ask: async (firm) => ({ path: await sending(firm) }),
  },
  'PATCH /api/bureau/uploads/:id': {
    ...{ bureau: true, may: writers, answers: 204, other: 'not-found' },
    ask: async (firm) => ({
      path: await sending(firm),
      body: new Uint8Array(5),
      headers: { ...tus, 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' },
    }),
  },
  'GET /api/bureau/intake': { bureau: true, may: readers, other: 'nothing' },
  'GET /api/exports/bureau/intake': { bureau: true, may: readers, other: 'nothing' },
  'GET /api/bureau/intake/:id': {
    ...{ bureau: true, may: readers, other: 'not-found' },
    ask: async (firm) => ({ path: await came(firm) }),
  },
  'GET /api/bureau/intake/:id/package': {
    ...{ bureau: true, may: readers, other: 'not-found' },
    ask: async (firm) => ({ path: `${await came(firm)}/package` }),
  },
  'GET /api/bureau/intake/:id/report.pdf': {
    ...{ bureau: true, may: readers, other: 'not-found' },
    ask: async (firm) => ({ path: `${await came(firm)}/report.pdf` }),
  },
  'GET /api/bureau/stages': { bureau: true, may: readers, other: 'nothing' },
  'GET /api/exports/bureau/stages': { bureau: true, may: readers, other: 'nothing' },
  'GET /api/bureau/stages/:id': {
    ...{ bureau: true, may: readers, other: 'not-found' },
    ask: async (firm) => ({ path: await stage(firm) }),
  },
  'GET /api/bureau/intake-settings': { bureau: true, may: readers, other: 'nothing' },
  'POST /api/bureau/intake-settings/folder': {
    ...{ bureau: true, may: ['administrator', 'manager'], other: 'nothing' },
    ask: () => ({ body: { folder: '' } }),
  },
  'GET /api/bureau/authorities': { bureau: true, may: readers, other: 'nothing' },
  'POST /api/bureau/authorities': {
    ...{ bureau: true, may: ['administrator', 'manager'], other: 'nothing' },
    ask: () => ({ body: new Uint8Array(ROOT) }),
  },
  'POST /api/bureau/authorities/:id/end': {
    ...{ bureau: true, may: ['administrator', 'manager'], other: 'not-found' },
    ask: async (firm) => ({ path: `/api/bureau/authorities/${await believed(firm)}/end`, body: { reason: '到期' } }),
  },
}

/** The last of all: what they begin is audited while others are looked at. */
export const receivingLines: Lines = {
  'POST /api/bureau/uploads/:id/receive': {
    ...{ bureau: true, may: writers, other: 'not-found' },
    ask: async (firm) => ({ path: `${await settled(firm, sent)}/receive` }),
  },
  'POST /api/bureau/intake/:id/again': {
    ...{ bureau: true, may: writers, other: 'not-found' },
    ask: async (firm) => ({ path: `${await settled(firm, came)}/again` }),
  },
}
