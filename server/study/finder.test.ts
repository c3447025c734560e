import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { reportText } from '../../shared/package/report'
import { firstDefaultPolicy } from '../../shared/study/policies'
import { steady } from '../../test/support/device'
import { inventedId } from '../../test/support/hr'
import { course, HOUR, lesson, people, School } from '../claim/school.fixture'

const MINUTE = 60_000
/** Without presence checks. */
const policy = firstDefaultPolicy
let school: School
let persons = 100
beforeAll(async () => {
  school = await School.open()
})
afterAll(() => school.close())

const classOf = async (count: number) =>
  school.openClass(
    people(...Array.from({ length: count }, (_, i) => `学员${i}`)).map(({ name }) => ({
      name,
      id: inventedId(persons++),
    })),
    { name: `查验${persons}`, policy },
  )
/** After everything was folded and looked at. */
const found = async (classId: string) => {
  await school.deps.deriver.settle()
  await school.deps.finder.settle(classId)
  await school.hr.signIn()
  return school.hr.findings(classId)
}
const codes = async (classId: string) => (await found(classId)).map(({ code }) => code)

describe('findings on the server', () => {
  it('name the person, the severity, what may be honest about it, and the entries with their hashes', async () => {
    const { id, codes: slips } = await classOf(1)
    const pupil = await school.join(id, slips[0] ?? '')
    const wall = school.clock.ms
    school.clock.ms += HOUR
    await school.study(pupil, [[{ ...steady(wall, 3 * MINUTE), rate: 16_000, to: 48 * MINUTE }]])
    const watched = pupil.device.entries.length - 1
    const [finding] = await found(id)
    expect(finding).toMatchObject({
      code: 'rate-above-limit',
      severity: 'check',
      name: '学员0',
      people: [],
      detail: expect.stringContaining('最快 16 倍'),
      cause: expect.any(String),
      entries: [{ chain: pupil.device.chain, seq: watched, hash: pupil.device.entries[watched]?.hash }],
      settled: false,
    })
    const { summary, roster } = await school.hr.class(id)
    expect([summary.findings, roster[0]?.findings]).toEqual([1, 1])
  })

  it('go when new records explain them', async () => {
    const { id, codes: slips } = await classOf(1)
    const pupil = await school.join(id, slips[0] ?? '')
    const wall = school.clock.ms
    school.clock.ms += 5 * HOUR
    const hidden = { ...steady(wall, 2 * HOUR), gap: 1000, visible: false }
    await school.study(pupil, [[hidden]])
    expect(await codes(id)).toEqual(['hidden-long'])
    await school.study(pupil, [[{ ...steady(wall + 2 * HOUR, 2 * HOUR + 50 * MINUTE), gap: 1000 }]])
    await school.study(pupil, [[{ ...steady(wall - 6 * HOUR, 3 * HOUR), gap: 1000 }]])
    expect(await codes(id)).toEqual([])
  })

  it('keep their id, their time and what was written to them while they only repeat themselves, and open again when they say more', async () => {
    const { id, codes: slips } = await classOf(1)
    const pupil = await school.join(id, slips[0] ?? '')
    const fast = async () => {
      const wall = school.clock.ms
      school.clock.ms += HOUR
      await school.study(pupil, [[{ ...steady(wall, 3 * MINUTE), rate: 16_000, to: 48 * MINUTE }]])
    }
    await fast()
    const [first] = await found(id)
    await school.hr.noteFinding(first?.id ?? '', { text: ' 与本人核实，误触了倍速 ', settled: true })
    const notes = [{ by: '王老师', text: '与本人核实，误触了倍速', settled: true }]
    expect((await school.hr.class(id)).summary.findings).toBe(0)
    await school.deps.deriver.rebuild()
    expect(await found(id)).toMatchObject([{ ...first, settled: true, notes }])
    await fast()
    expect(await found(id)).toMatchObject([{ id: first?.id, at: first?.at, settled: false, notes }])
    expect((await school.hr.class(id)).summary.findings).toBe(1)
  })

  it('are the same after everything was folded and looked at again', async () => {
    const { id, codes: slips } = await classOf(3)
    for (const [i, code] of slips.entries()) {
      const pupil = await school.join(id, code, 'f'.repeat(31) + i)
      await school.hour(pupil)
    }
    const before = await found(id)
    const { t } = school.deps.store
    await school.deps.store.tx((q) => q.delete(t.findingOutline))
    await school.deps.deriver.rebuild()
    expect(await found(id)).toEqual(before)
  })

  it('across a class name everybody, and leave those the ledger wrote alone', async () => {
    const { id, codes: slips } = await classOf(2)
    const wall = school.clock.ms
    school.clock.ms += 2 * HOUR
    const pupils = []
    for (const code of slips) {
      const pupil = await school.join(id, code, 'a'.repeat(32))
      await school.study(pupil, [[steady(wall, 20 * MINUTE)]])
      pupils.push(pupil)
    }
    const [first] = pupils
    const copy = first?.device.copy() ?? expect.fail()
    first?.device.write('signout', { reason: 'popup' }, school.clock.ms)
    if (first) await school.handIn(first)
    copy.watch(course, lesson, [[steady(wall + HOUR, MINUTE)]], school.clock.ms)
    await copy.handIn(0)
    const rows = await found(id)
    expect(rows.map(({ code }) => code)).toEqual(['device-in-step', 'chain-forked'])
    expect(rows[0]?.people.map(({ name }) => name)).toEqual(['学员0', '学员1'])
    expect(rows[0]?.entries.every(({ seat }) => seat !== undefined)).toBe(true)
    await school.deps.deriver.rebuild()
    expect(await found(id)).toEqual(rows)
    const { roster } = await school.hr.class(id)
    expect(roster.map((row) => row.findings)).toEqual([1, 1])
  })

  it('show one person at two computers in two classes', async () => {
    const one = { name: '双班', id: inventedId(persons++) }
    const [a, b] = [
      await school.openClass([one], { name: '甲班', policy }),
      await school.openClass([one], { name: '乙班', policy }),
    ]
    const wall = school.clock.ms
    school.clock.ms += 2 * HOUR
    for (const { id, codes: slips } of [a, b])
      await school.study(await school.join(id, slips[0] ?? ''), [[steady(wall, 30 * MINUTE)]])
    expect(await codes(a.id)).toEqual(['two-places'])
    expect(await codes(b.id)).toEqual(['two-places'])
  })

  it('come by themselves after a restart: what is due stands in the database', async () => {
    const { id, codes: slips } = await classOf(1)
    const pupil = await school.join(id, slips[0] ?? '')
    const wall = school.clock.ms
    school.clock.ms += HOUR
    await school.study(pupil, [[{ ...steady(wall, 3 * MINUTE), rate: 16_000, to: 48 * MINUTE }]])
    await school.deps.deriver.settle()
    await school.reopen(`${school.folder}/data`)
    expect(await codes(id)).toEqual(['rate-above-limit'])
  })
})

describe('the verifier', () => {
  it('finds in the package what the server found, by itself, and the verdict stays good', async () => {
    const { id, codes: slips } = await classOf(2)
    const wall = school.clock.ms
    school.clock.ms += 2 * HOUR
    for (const code of slips) {
      const pupil = await school.join(id, code, 'c'.repeat(32))
      await school.study(pupil, [[{ ...steady(wall, 10 * MINUTE), rate: 4000, to: 40 * MINUTE }]])
    }
    const rows = await found(id)
    await school.deps.ledger.sequencer.sequence()
    const report = await school.verify((await school.package(id)).bag)
    expect(report.verdict).toBe('good')
    const short = (one: { code: string; detail: string }) => `${one.code} ${one.detail}`
    expect(report.findings.map(short).sort()).toEqual(rows.map(short).sort())
    expect(report.findings).toMatchObject([
      { code: 'device-in-step', severity: 'check', numbers: ['001', '002'] },
      { code: 'rate-above-limit', numbers: [expect.any(String)] },
      { code: 'rate-above-limit' },
    ])
    const text = reportText(report)
    expect(text).toContain('【疑点】由学习记录自动比对得出，供核实；除“了解”外，都使结论为有疑点')
    expect(text).toMatch(
      /\[核实\] 参训编号 001 超过规定速度播放较多：.*\n {4}可能的正常原因：.*\n {4}记录：[0-9a-f]{16}… 第 5 条/,
    )
  })
})

describe('a note to a finding', () => {
  it('is written by whoever may write, to findings of their own organisation, is audited and never changed', async () => {
    const { id, codes: slips } = await classOf(1)
    const pupil = await school.join(id, slips[0] ?? '')
    pupil.device.writeRaw({ v: 2, kind: 'telepathy', body: { thought: '学会了' } }, school.clock.ms)
    await school.handIn(pupil)
    const [finding] = await found(id)
    expect(finding?.code).toBe('entry-unread')
    await school.hr.noteFinding(finding?.id ?? '', { text: '等服务器升级', settled: false })
    expect(await found(id)).toMatchObject([{ settled: false, notes: [{ text: '等服务器升级' }] }])
    const { t, read, tx } = school.deps.store
    const audit = await read.select().from(t.audit).where(eq(t.audit.action, 'finding.note'))
    expect(audit.at(-1)).toMatchObject({ subject: finding?.id, detail: '{"code":"entry-unread","settled":false}' })
    await expect(tx((q) => q.update(t.findingNote).set({ text: '改' }))).rejects.toThrow()
    await expect(tx((q) => q.delete(t.findingNote))).rejects.toThrow()
    const refused = async (path: string, body: object) => (await school.hr.call('POST', path, body)).status
    expect(await refused('/api/findings/none/note', { text: 'x', settled: true })).toBe(404)
    expect(await refused(`/api/findings/${finding?.id}/note`, { text: '  ', settled: true })).toBe(400)
    await school.deps.store.tx((q) => q.update(t.member).set({ role: 'auditor' }))
    expect(await refused(`/api/findings/${finding?.id}/note`, { text: 'x', settled: true })).toBe(403)
    await school.deps.store.tx((q) => q.update(t.member).set({ role: 'administrator' }))
  })
})
