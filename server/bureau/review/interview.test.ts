import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { sha256Hex } from '../../../shared/crypto'
import type { Actor } from '../../access/actor'
import { claimedOf } from '../../claim/package/claimed.fixture'
import { packClaim } from '../../claim/package/pack-claim'
import { HOUR, people, School } from '../../claim/school.fixture'
import { nodeCrypto } from '../../crypto'
import { bureauOn } from '../bureau.fixture'
import { noteInterview, readInterview } from './interview'

let school: School
let bureau: Awaited<ReturnType<typeof bureauOn>>
let clerk: Actor
let asked: string
let other: string

/** Two people of a class, one of whom studied on two days; their real package lies where an import keeps it. */
beforeAll(async () => {
  school = await School.open()
  const { deps } = school
  const opened = await school.openClass(people('王晓明', '李𠮷'))
  const pupil = await school.join(opened.id, opened.codes[0] ?? '')
  await school.hour(pupil)
  school.clock.ms += 24 * HOUR
  await school.hour(pupil)
  const { data, sealed } = await claimedOf(deps, school.organisation, [opened.id])
  const { path: made } = await packClaim(deps, { data, sealed, scans: [] }, () => undefined)
  const sha256 = sha256Hex(nodeCrypto, readFileSync(made))
  await deps.packages.keep(made, sha256)

  bureau = await bureauOn(deps)
  clerk = await bureau.member('hr', '经办周')
  const firm = await bureau.firm('绥化示范学校')
  const claim = await bureau.claim(firm, [bureau.someone(1), bureau.someone(2)])
  const { store } = deps
  const { t } = store
  const rows = await store.read.select().from(t.bureauPerson)
  await store.tx(async (q) => {
    await q.insert(t.bureauPackage).values({
      ...{ id: randomUUID(), organisation: bureau.organisation, firm, claim, kind: 'claim', version: 2 },
      ...{ content: 'a'.repeat(64), sha256, bytes: 1, name: 'a.zip', bag: 'a', verdict: 'agrees', report: '{}' },
      ...{ key: null, dataHash: null, by: '-', at: 1 },
    })
    for (const [i, row] of rows.entries()) {
      const id = randomUUID()
      await q.insert(t.bureauPerson).values({
        ...{ ...row, id, version: 2, class: opened.id, seat: data.people[i]?.seat ?? '' },
        phoneCipher: deps.secrets.encrypt('13800001234', id),
      })
    }
    await q.update(t.bureauClaim).set({ version: 2 })
  })
  const now = (await store.read.select().from(t.bureauPerson)).filter(({ version }) => version === 2)
  asked = now.find(({ position }) => position === 0)?.id ?? ''
  other = now.find(({ position }) => position === 1)?.id ?? ''
})
afterAll(() => school.close())

it('asks from the own log of somebody in a kept package, with what the record says and the entries that say it', async () => {
  const { questions, without } = await readInterview(school.deps, clerk, asked)
  expect(without).toBeUndefined()
  const of = (id: string) => questions.find((one) => one.id === id)
  expect(of('days')?.record).toMatch(/^共 2 天：2026-11-22（周日） 08:\d\d–/)
  expect(of('when')?.record).toContain('第一节 老年人生活照料')
  expect(of('courses')?.record).toContain('《养老护理员（初级）》1 节')
  expect(of('devices')?.record).toMatch(/^1 台/)
  expect(of('days')?.entries.length).toBeGreaterThan(0)
  expect((await readInterview(school.deps, clerk, asked)).questions).toEqual(questions)
})

it('says so where there is no log to ask from, and asks by what was claimed', async () => {
  const { questions, without } = await readInterview(school.deps, clerk, other)
  expect(without).toContain('没有这个人的学习记录')
  expect(questions.map(({ id }) => id)).toContain('paid')
})

it('keeps the answers with the questions as they were asked, and wants words where they differ', async () => {
  const { questions } = await readInterview(school.deps, clerk, asked)
  const answers = questions.map(({ id }) => ({ id, answer: '记不清', fits: 'unsure' as const }))
  const about = { how: 'phone' as const, answers, remark: '' }
  await expect(noteInterview(school.deps, clerk, asked, { ...about, result: 'differs' })).rejects.toThrow('写明')
  const strange = [{ id: 'nobody', answer: '', fits: 'yes' as const }]
  await expect(
    noteInterview(school.deps, clerk, asked, { ...about, answers: strange, result: 'agrees' }),
  ).rejects.toThrow('问题变了')
  await noteInterview(school.deps, clerk, asked, { ...about, result: 'differs', remark: '说没有学过' })
  const [held] = (await readInterview(school.deps, clerk, asked)).held
  expect(held).toMatchObject({ result: 'differs', by: '经办周', questions, answers })
})
