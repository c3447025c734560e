import { afterAll, beforeAll, expect, it } from 'vitest'
import { nodeCrypto } from '../../server/crypto'
import type { AppealRow, PersonLink } from '../../shared/api'
import { appealBytes } from '../../shared/appeals'
import { verifySigned } from '../../shared/record/batch'
import { type Desk, openDesk } from '../journal/desk'
import { seatLog } from '../pages/study-log'
import { Totals } from '../pages/totals'
import { builtIn } from '../sites'
import { type Device, joinByCode, openSchool, type School } from '../test/seat'
import { handInFile } from './hand-in'
import { confirmSignIn, phonePageOf } from './second-factor'

let school: School
beforeAll(async () => {
  school = await openSchool(4)
})
afterAll(() => school.close())

let devices = 0
/** A device whose network can be cut. */
async function device() {
  const net = { cut: false, sent: 0 }
  const send: typeof fetch = (...args) => {
    net.sent++
    return net.cut ? Promise.reject(new TypeError('no network')) : fetch(...args)
  }
  const name = `appeals-${devices++}`
  const open = () =>
    openDesk({
      build: '0.1.0 test/1',
      rules: builtIn,
      topPage: async () => undefined,
      sealed: () => undefined,
      lost: () => undefined,
      allowed: async () => true,
      send,
      name,
    })
  return { net, open, desk: await open() }
}

const asDevice = (desk: Desk): Device => ({
  desk,
  show: () => undefined,
  told: [],
  restart: async () => undefined,
})

const about = { kind: 'deduction' as const, from: Date.now() - 60_000, to: Date.now() - 30_000, reason: 'rate' }
const ofClass = (): Promise<AppealRow[]> => school.hr.all(`/api/classes/${school.classId}/appeals`)
const shown = async (desk: Desk) => {
  const [person] = await desk.recorder.db.getAll('people')
  const [seat] = await new Totals(desk.recorder).seats(person?.id ?? '')
  return seat ? (await seatLog(desk.recorder, seat)).appeals : []
}

it('an appeal outlives a cut network and a killed worker, is sent once it can be, and once', async () => {
  const mine = await device()
  const chain = await joinByCode(asDevice(mine.desk), school, 0)
  await mine.desk.sync.chain(chain, true)
  mine.net.cut = true
  expect(await mine.desk.appeals.write({ chain, about, text: '没有倍速' })).toBe(true)
  await mine.desk.appeals.send(true)
  expect(await shown(mine.desk)).toMatchObject([{ state: 'waiting', text: '没有倍速' }])
  mine.desk.recorder.db.close()
  const again = await mine.open()
  mine.net.cut = false
  const sent = mine.net.sent
  await again.appeals.send()
  expect(mine.net.sent, 'not before its backoff is over').toBe(sent)
  await again.appeals.send(true)
  await again.appeals.send(true)
  expect(await shown(again)).toMatchObject([{ state: 'open' }])
  const rows = (await ofClass()).filter(({ text }) => text === '没有倍速')
  expect(rows).toMatchObject([{ how: 'device', number: '001', about }])
  expect((await again.recorder.db.getAll('entries')).some(({ line }) => line.includes('没有倍速'))).toBe(false)

  const answer = { outcome: 'reject', reason: '记录显示为 2 倍速' }
  expect((await school.hr.call('POST', `/api/appeals/${rows[0]?.id}`, answer)).status).toBe(200)
  await again.sync.chain(chain, true)
  expect(await shown(again)).toMatchObject([{ state: 'rejected', reason: '记录显示为 2 倍速' }])
})

it('what is signed is what was written: the chain key alone can have signed it', async () => {
  const { desk } = await device()
  const chain = await joinByCode(asDevice(desk), school, 1)
  await desk.appeals.write({ chain, about, text: '请核对', picture: { type: 'image/png', data: 'iVBORw0KGgoBAg' } })
  const [row] = await desk.recorder.db.getAll('appeals')
  const spki = (await desk.recorder.db.get('chains', chain))?.spki ?? new Uint8Array()
  const { appeal, signature } = row?.line ?? expect.fail()
  expect(await verifySigned(nodeCrypto, spki, signature, appealBytes(appeal))).toBe(true)
  expect(await verifySigned(nodeCrypto, spki, signature, appealBytes({ ...appeal, text: '改了' }))).toBe(false)
})

it('the hand-in file carries appeals in a part of their own, behind the records they are about', async () => {
  const { desk } = await device()
  const chain = await joinByCode(asDevice(desk), school, 2)
  await desk.appeals.write({ chain, about, text: '文件里的申请' })
  const { text } = await handInFile(desk.recorder.db, await desk.recorder.db.getAll('chains'), Date.now())
  const report = await school.hr.handIn(school.classId, text)
  expect(report).toMatchObject({ chains: 1, refused: [] })
  await school.hr.handIn(school.classId, text)
  expect((await ofClass()).filter((row) => row.text === '文件里的申请')).toMatchObject([{ how: 'file' }])
})

it('without a network a sign-in stands and is not confirmed; with one, a wrong code says so', async () => {
  const { desk, net } = await device()
  const chain = await joinByCode(asDevice(desk), school, 3)
  await school.hr.call('POST', `/api/classes/${school.classId}/second-factor`, { required: true })
  await desk.sync.chain(chain, true)
  net.cut = true
  expect(await confirmSignIn(desk.recorder, desk.requests, '123456')).toBe('unreachable')
  expect((await desk.recorder.state()).signedIn?.confirmed).toBeUndefined()
  net.cut = false
  const seen = async (link: string) =>
    (await fetch(`${school.server.url}/api/my`, { headers: { authorization: `Bearer ${link.split('#')[1]}` } })).json()
  const page = await phonePageOf(desk.recorder, desk.requests, chain)
  if (!('link' in page)) throw new Error(page.problem)
  const own = await seen(page.link)
  expect(own).toMatchObject({ codeElsewhere: true })
  expect(own.code).toBeUndefined()
  const links: PersonLink[] = await (await school.hr.get(`/api/classes/${school.classId}/links`)).json()
  const { code } = (await seen(links.find(({ number }) => number === own.number)?.link ?? '')).code
  const wrong = code === '000000' ? '000001' : '000000'
  expect(await confirmSignIn(desk.recorder, desk.requests, wrong)).toBe('wrong')
  expect(await confirmSignIn(desk.recorder, desk.requests, code)).toBe('confirmed')
  expect((await desk.recorder.state()).signedIn?.confirmed).toEqual([chain])
})
