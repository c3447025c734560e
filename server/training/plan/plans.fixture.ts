import type { PlanAnswer } from '../../../shared/api/plans'
import type { PlanDetails } from '../../../shared/plan/plan'
import { wholePlan } from '../../../shared/plan/plan.fixture'
import { Hr, inventedId, rosterXlsx } from '../../../test/support/hr'
import { ORIGIN, openApp } from '../../app.fixture'
import type { Clock } from '../../clock'

type Kind = 'enterprise' | 'institution'
const pdf = (text: string) => new TextEncoder().encode(`%PDF-1.4 ${text}`)

/** An organisation whose papers are complete, with an administrator signed in. */
export async function desk(kind: Kind = 'institution', clock?: Clock, published: Parameters<typeof openApp>[2] = {}) {
  const app = await openApp({}, clock, published)
  const hr = new Hr(ORIGIN, app.fetcher)
  const name = kind === 'institution' ? '绥化市示范职业培训学校' : '绥化市示范食品有限公司'
  await hr.call('POST', '/api/setup', {
    token: await app.setupToken(),
    organisation: { kind, name, creditCode: '91110000600037341L' },
    user: { login: 'admin', name: '王老师', password: 'correct horse battery' },
  })
  const send = async <T>(method: string, path: string, body?: object | Uint8Array | string): Promise<T> => {
    const response = await hr.call(method, path, body)
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
    return JSON.parse(text)
  }
  const upload = async (text: string) => (await send<{ hash: string }>('POST', '/api/evidence', pdf(text))).hash
  const organisation = async () => {
    await send('POST', '/api/organisation', {
      ...{ name, creditCode: '91110000600037341L', address: '绥化市北林区', legalRepresentative: '周校长' },
      ...{ contact: '孙老师', phone: '0455-8000000', about: '从事职业技能培训', business: '职业技能培训' },
      ...{ bureau: '绥化市人力资源和社会保障局', licence: await upload('licence'), deadlines: {} },
      ...(kind === 'institution' && {
        institution: { permit: '许可 1 号', permitUntil: '', permitScope: '', catalogue: '第一批', catalogueUntil: '' },
      }),
    })
    await send('POST', '/api/organisation/account', {
      ...{ holder: name, bank: '绥化农商行', number: '6222 0000 1111 2222', proof: await upload('account') },
    })
  }
  const draft = async (
    change: Partial<PlanDetails> = {},
    type = kind === 'institution' ? 'employment' : 'upskilling',
  ) => {
    const { id, savedAt } = await send<PlanAnswer>('POST', '/api/plans', { type })
    const details = { ...wholePlan(), ...change }
    await send('POST', `/api/plans/${id}`, { savedAt, details, teacherIds: { t1: inventedId(9) } })
    if (kind === 'institution')
      await send(
        'POST',
        `/api/plans/${id}/roster`,
        await rosterXlsx([
          { name: '王晓明', id: inventedId(1) },
          { name: '李𠮷', id: inventedId(2) },
        ]),
      )
    return id
  }
  const plan = (id: string) => send<PlanAnswer>('GET', `/api/plans/${id}`)
  const decide = async (id: string, outcome = 'agreed', date = '2026-12-01') =>
    send<PlanAnswer>('POST', `/api/plans/${id}/decision`, {
      ...{
        outcome,
        number: '绥培备〔2026〕1号',
        date,
        remarks: '',
        document: await upload(`decision ${id} ${outcome}`),
      },
    })
  return {
    ...app,
    hr,
    send,
    upload,
    organisation,
    draft,
    plan,
    decide,
    filed: async (change: Partial<PlanDetails> = {}) => {
      const id = await draft(change)
      await send('POST', `/api/plans/${id}/file`, {})
      return id
    },
  }
}
export type Desk = Awaited<ReturnType<typeof desk>>

/** What was audited under an action, the details of each. */
export async function audited({ deps }: Desk, action: string): Promise<object[]> {
  const rows = await deps.store.read.select().from(deps.store.t.audit)
  return rows.filter((row) => row.action === action).map(({ detail }) => JSON.parse(detail))
}
