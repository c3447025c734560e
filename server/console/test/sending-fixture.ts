import type { Hono } from 'hono'
import type { CameStatement, SendingState, SentFile, SentOf } from '../../../shared/api/sending'
import { at, hex } from './instants'
import type { Screen } from './screens'

const NAME = '绥化市人力资源和社会保障局'
const CLAIM = '2026-001 2026年第三批线上职业技能培训补贴'
const ADDRESS = 'https://bureau.example.cn:8787/exchange/6f2c8a10-bureau'
const sent: SentFile[] = [
  {
    ...{ id: 'sent-3', what: 'claim', subject: 'claim-1', bureau: NAME, title: CLAIM, by: '刘敏', at: at(30 * 24 + 9) },
    ...{ name: '申报资料包-2026年第三批-2026-11-20.zip.age', bytes: 41_482_113, sha256: hex(41, 64), state: 'taken' },
    ...{ received: 41_482_113, number: '受理〔2026〕18号', said: '', problem: '', knownAt: at(30 * 24 + 9) },
  },
  {
    ...{
      id: 'sent-2',
      what: 'stage',
      subject: 'class-1',
      bureau: NAME,
      title: '养老护理员第3期',
      by: '刘敏',
      at: at(18),
    },
    ...{ name: '申报资料包-养老护理员第3期-2026-11-18.zip', bytes: 9_482_113, sha256: hex(42, 64), state: 'sending' },
    ...{ received: 4_194_304, number: '', said: '', knownAt: at(18) },
    problem: '连不上 https://bureau.example.cn:8787：connect ETIMEDOUT 10.20.30.40:8787',
  },
  {
    ...{
      id: 'sent-1',
      what: 'filing',
      subject: 'plan-1',
      bureau: NAME,
      title: '养老护理员培训',
      by: '周丽',
      at: at(2),
    },
    ...{ name: '养老护理员培训-报送文件-第1版.zip', bytes: 482_113, sha256: hex(43, 64), state: 'refused' },
    ...{ received: 0, number: '', said: '密钥没有登记，请先送交单位密钥文件', problem: '', knownAt: at(2) },
  },
]
const came: CameStatement[] = [
  {
    ...{ id: 'came-2', kind: 'claim-decision', at: at(21), state: 'taken', reason: '', seen: false },
    about: { what: 'claim', id: 'claim-1', title: CLAIM },
  },
  {
    ...{ id: 'came-1', kind: 'filing-receipt', at: at(2), state: 'refused', seen: true },
    reason: '不是由核对过的人社局密钥签名，没有采用。请与人社局核对',
  },
]
const state: SendingState = {
  bureau: {
    ...{ address: ADDRESS, id: '6f2c8a10-bureau', name: NAME, key: hex(51, 64) },
    ...{
      compared: '与就业科王科长电话逐组核对',
      by: '周丽',
      at: at(1),
      look: { at: at(21), problem: '' },
      trouble: '',
    },
  },
  ...{ sent, came },
}

/** 网络报送 of a 单位 whose bureau is known. */
export function sendingRoutes(app: Hono): void {
  let known = true
  app.get('/api/sending', (c) => c.json(known ? state : { sent: [], came: [] }))
  app.post('/api/sending/look', (c) =>
    c.json({ address: ADDRESS, id: '6f2c8a10-bureau', name: NAME, key: hex(51, 64), known: false }),
  )
  app.post('/api/sending/bureau', (c) => c.json(state))
  app.post('/api/sending/seen', (c) => c.json(state))
  app.post('/api/sending/bureau/end', (c) => {
    known = false
    return c.json({ sent: [], came: [] })
  })
  app.post('/api/sending/fetch', (c) => c.json({ job: 'job-2' }))
  app.get('/api/sending/:what/:id', (c) => {
    const of = c.req.param('what')
    const answer: SentOf = { bureau: { name: NAME }, sent: sent.filter(({ what }) => what === of) }
    return c.json(answer)
  })
  app.post('/api/sending/:what/:id/job', (c) => c.json({ job: 'job-2' }))
}

export const sendingScreens: Screen[] = [
  { name: 'sending', path: '/settings/sending' },
  {
    name: 'sending-compare',
    path: '/settings/sending',
    prepare: async (page) => {
      await page.getByRole('button', { name: '更换' }).click()
      await page.getByLabel('网络报送网址').fill(ADDRESS)
      await page.getByRole('button', { name: '查看', exact: true }).click()
      await page.getByText('请与人社局电话核对').waitFor()
    },
  },
  {
    name: 'sending-claim-ready',
    path: '/claims/claim-2',
    prepare: async (page) => {
      await page.getByRole('button', { name: '发送给人社局' }).first().click()
      await page.getByRole('dialog').waitFor()
    },
  },
  {
    name: 'sending-claim-sent',
    path: '/claims/claim-3/package',
    prepare: (page) => page.getByText('已送达 · 受理').first().waitFor(),
  },
]
