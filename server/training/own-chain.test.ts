import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PersonLink } from '../../shared/api'
import type { PhoneDesk, QuestionRow } from '../../shared/api/reach'
import { batchesFile, chainFile } from '../../shared/package/layout'
import { verifyPackage } from '../../shared/package/verify'
import { PHONE_CONSENT_VERSION as consent } from '../../shared/reach/phone-consent'
import { ruleHash } from '../../shared/site/hash'
import { ownPages } from '../../shared/site/own-pages'
import { builtInRules, HOUR, people, School } from '../claim/school.fixture'
import { nodeCrypto } from '../crypto'
import { storedEntries } from '../ledger/line'
import { ownBuild, ownChainOf, writeOwn } from './own-chain'

const ORIGIN = 'http://127.0.0.1:8787'
let school: School
let classId: string
let seats: string[]
let tokens: string[]

beforeAll(async () => {
  school = await School.open()
  const opened = await school.openClass(people('王晓明', '李𠮷', '赵未到'))
  classId = opened.id
  const links: PersonLink[] = await (await school.hr.get(`/api/classes/${classId}/links`)).json()
  seats = links.map(({ seat }) => seat)
  tokens = links.map(({ link }) => link.split('#')[1] ?? '')
})
afterAll(() => school.close())

const ask = async (n: number, path: string, body?: object): Promise<Response> =>
  school.fetcher(`${ORIGIN}/api/my/${path}`, {
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
    headers: { 'content-type': 'application/json', authorization: `Bearer ${tokens[n]}` },
  })
const desk = async (n: number, path: string, body?: object): Promise<PhoneDesk> => (await ask(n, path, body)).json()
const seat = (n: number) => seats[n] ?? ''
const id = (n: number) => n.toString(16).padStart(32, '0')

async function written(n: number) {
  const { store } = school.deps
  const digest = (await ownChainOf(school.deps, seat(n))) ?? ''
  const [row] = await store.read.select().from(store.t.chain).where(eq(store.t.chain.digest, digest))
  return storedEntries(store, { id: row?.id ?? -1, digest })
}

describe('the chain that the server keeps for a seat', () => {
  it('does not begin before its person agreed to the text in force', async () => {
    expect((await ask(0, 'attendance', { act: 'signin' })).status).toBe(400)
    expect((await ask(0, 'attendance', { act: 'signin', consent: 'phone-2020-01' })).status).toBe(400)
    expect(await ownChainOf(school.deps, seat(0))).toBeUndefined()
    expect((await desk(0, 'desk')).consent).toBe(consent)
  })

  it('begins with join and consent, then holds 签到 and 签退 by phone, each once', async () => {
    const signedIn = await desk(0, 'attendance', { act: 'signin', consent })
    expect(signedIn).toMatchObject({ open: true, today: [{ in: signedIn.signedInAt }] })
    expect(signedIn.consent).toBeUndefined()
    expect((await desk(0, 'attendance', { act: 'signin' })).today).toHaveLength(1)
    school.clock.ms += HOUR
    const out = await desk(0, 'attendance', { act: 'signout' })
    expect(out.today[0]?.out).toBeGreaterThan((signedIn.signedInAt ?? 0) + HOUR - 1)
    const entries = await written(0)
    expect(entries.map(({ kind }) => kind)).toEqual(['join', 'consent', 'signin', 'signout'])
    expect(entries[0]?.body).toMatchObject({ class: classId, build: ownBuild, consent })
    expect(JSON.stringify(entries)).not.toContain('王晓明')
  })

  it('is attendance by 手机, of a person who has joined with no computer and has no device', async () => {
    await school.hr.signIn()
    await school.deps.deriver.settle()
    const attendance = await (await school.hr.get(`/api/classes/${classId}/attendance`)).json()
    expect(attendance.rows).toMatchObject([{ seat: seat(0), method: 'phone', signIns: 1, open: 0 }])
    const { roster } = await school.hr.class(classId)
    expect(roster[0]).toMatchObject({ state: 'waiting', credited: 0 })
    expect(await school.hr.all(`/api/classes/${classId}/devices`)).toEqual([])
  })

  it('leaves the personal code as it is: it still joins a computer', async () => {
    const [slip] = await school.hr.slips(classId)
    const pupil = await school.join(classId, slip?.code ?? '')
    await school.hour(pupil)
    expect((await school.hr.class(classId)).roster[0]).toMatchObject({ state: 'joined' })
  })

  it('holds that something was asked and answered, its words stand beside it', async () => {
    const course = (await desk(1, 'desk')).courses[0]?.key ?? ''
    const question = { id: id(1), course, text: ' 第三节的作业交到哪里？ ', consent }
    const asked = await desk(1, 'questions', question)
    expect(asked.questions).toMatchObject([{ text: '第三节的作业交到哪里？', answers: [] }])
    await ask(1, 'questions', question)
    const open = () => school.hr.list<QuestionRow>('/api/questions', 'filter=open')
    expect((await open()).rows).toMatchObject([{ id: id(1), name: '李𠮷', courseTitle: '养老护理员（初级）' }])
    const answer = await school.hr.call('POST', `/api/questions/${id(1)}`, { text: '平台“作业”页' })
    expect(answer.status).toBe(200)
    expect((await open()).rows).toEqual([])
    expect((await desk(1, 'desk')).questions[0]?.answers).toMatchObject([{ text: '平台“作业”页' }])
    const entries = await written(1)
    expect(entries.map(({ kind, body }) => body.role ?? kind)).toEqual(['join', 'consent', 'asked', 'answered'])
    expect(JSON.stringify(entries)).not.toMatch(/作业|王|李/)
  })

  it('takes no question about a course that is not of the plan', async () => {
    expect((await ask(1, 'questions', { id: id(2), course: 'c-9', text: '？' })).status).toBe(400)
  })

  it('is never forked, however many write at once', async () => {
    await Promise.all(
      Array.from({ length: 8 }, () => writeOwn(school.deps, seat(2), [{ kind: 'signin', body: { method: 'phone' } }])),
    )
    const entries = await written(2)
    expect(entries.map(({ seq }) => seq)).toEqual([...Array(10).keys()])
    const { t, read } = school.deps.store
    expect(await read.select().from(t.finding).where(eq(t.finding.code, 'chain-forked'))).toEqual([])
  })

  it('is handed over at the next start where the server died between writing and receipt', async () => {
    const { submit } = school.deps.ledger
    school.deps.ledger.submit = async () => {
      throw new Error('the machine went off')
    }
    const before = await written(2)
    await expect(writeOwn(school.deps, seat(2), [{ kind: 'signout', body: { reason: 'phone' } }])).rejects.toThrow()
    school.deps.ledger.submit = submit
    expect(await written(2)).toHaveLength(before.length)
    await school.reopen(`${school.folder}/data`)
    expect((await written(2)).map(({ kind }) => kind)).toEqual([...before.map(({ kind }) => kind), 'signout'])
  })

  it('is another one after a restore: what a backup brought back may have gone on before', async () => {
    const before = await ownChainOf(school.deps, seat(2))
    const { store } = school.deps
    const restored = { key: 'restored', value: JSON.stringify({ at: school.clock.ms, of: 0 }) }
    await store.tx(async (q) => void (await q.insert(store.t.setting).values(restored)))
    await Promise.all([1, 2, 3].map(() => desk(2, 'attendance', { act: 'signin' })))
    expect(await ownChainOf(school.deps, seat(2))).not.toBe(before)
    expect((await written(2)).map(({ kind }) => kind).slice(0, 3)).toEqual(['join', 'consent', 'signin'])
    expect(
      await store.read
        .select()
        .from(store.t.ownChain)
        .where(eq(store.t.ownChain.seat, seat(2))),
    ).toHaveLength(1)
  })

  it('lies in the package, signed and receipted, and verifies offline', async () => {
    const { bag } = await school.package(classId)
    const rules = new Set([...builtInRules, ruleHash(nodeCrypto, ownPages)])
    const report = await verifyPackage(nodeCrypto, bag, { trusted: await school.trusted(), builtInRules: rules })
    expect(report).toMatchObject({ verdict: 'good' })
    expect(report.notes.join()).not.toContain('xueji@1')
    for (const n of [0, 1, 2]) {
      const chain = (await ownChainOf(school.deps, seat(n))) ?? ''
      expect(bag.has(chainFile(chain, 0)) && bag.has(batchesFile(chain))).toBe(true)
    }
  })

  it('keeps its private key encrypted', async () => {
    const { t, read } = school.deps.store
    for (const { keyCipher } of await read.select().from(t.ownChain)) expect(keyCipher).toMatch(/^1\.[\w-]{200,}$/)
  })
})
