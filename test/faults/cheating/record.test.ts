import path from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { course, HOUR, lesson, type Pupil, people, School } from '../../../server/claim/school.fixture'
import { nodeCrypto } from '../../../server/crypto'
import { DATABASE_FILE } from '../../../server/db/sqlite'
import { ruleFile } from '../../../shared/package/layout'
import type { Span } from '../../../shared/record/bodies'
import { ruleHash } from '../../../shared/site/hash'
import type { SiteRule } from '../../../shared/site/rule'
import { defaultPolicy, firstDefaultPolicy } from '../../../shared/study/policies'
import type { Policy } from '../../../shared/study/policy'
import { steady } from '../../support/device'

const MINUTE = 60_000
let school: School
let classes = 0
beforeAll(async () => {
  school = await School.open()
})
afterAll(() => school.close())

/** A class of its own with these people, who joined by their codes, under a policy that asks for no presence: time alone is attacked. */
async function opened(...names: string[]): Promise<{ id: string; pupils: Pupil[] }> {
  return openedUnder(firstDefaultPolicy, ...names)
}
async function openedUnder(policy: Policy, ...names: string[]): Promise<{ id: string; pupils: Pupil[] }> {
  const { id, codes } = await school.openClass(people(...names), { name: `第${++classes}期`, policy })
  const pupils = []
  for (const code of codes) pupils.push(await school.join(id, code))
  return { id, pupils }
}
/** Credited ms and deductions of everybody in a class, in the order of the roster. */
async function figures(classId: string) {
  await school.deps.deriver.settle()
  await school.hr.signIn()
  const { roster } = await school.hr.class(classId)
  return Promise.all(
    roster.map(async ({ seat, credited }) => {
      const { days } = await school.hr.seat(seat)
      const deductions: Record<string, number> = {}
      for (const day of days)
        for (const [reason, ms] of Object.entries(day.deductions)) deductions[reason] = (deductions[reason] ?? 0) + ms
      return { credited, deductions }
    }),
  )
}
/** Codes of what was found in a class, and whom it names. */
async function found(classId: string): Promise<{ code: string; name?: string | undefined; severity: string }[]> {
  await school.deps.deriver.settle()
  await school.deps.finder.settle(classId)
  await school.hr.signIn()
  return (await school.hr.findings(classId)).map(({ code, name, severity }) => ({ code, name, severity }))
}
const one = <T>(list: readonly T[], n = 0): T => list[n] ?? expect.fail(`no ${n}`)

/** The text with something else in it, which was there. */
const edited = (text: string, from: RegExp, to: string): string => {
  expect(text).toMatch(from)
  return text.replace(from, to)
}

describe('somebody else’s record', () => {
  it('another trainee’s batch replayed under one’s own name is refused, and counts once, for whom it belongs to', async () => {
    const { id, pupils } = await opened('王晓明', '李𠮷')
    const [diligent, lazy] = [one(pupils), one(pupils, 1)]
    await school.hour(diligent)
    const batch = diligent.device.body(0)
    expect(await lazy.device.sync(batch)).toMatchObject({ status: 400, answer: { code: 'bad-request' } })
    // Under the own chain’s name, with the other’s entries: their hashes no longer fit.
    const renamed = diligent.device.entries.map(({ line }) => line.replaceAll(diligent.device.chain, lazy.device.chain))
    const head = diligent.device.entries.at(-1)?.hash ?? ''
    const seq = diligent.device.entries.length - 1
    const forged = [...renamed, lazy.device.batchLine({ chain: lazy.device.chain, seq, head })]
    expect(await lazy.device.sync(forged.map((line) => `${line}\n`).join(''))).toMatchObject({
      status: 422,
      answer: { code: 'entry-refused' },
    })
    // Again, by whom it belongs to, as a file: nothing comes twice.
    expect(await school.hr.handIn(id, diligent.device.handInFile())).toMatchObject({ entries: 0 })
    expect((await figures(id)).map(({ credited }) => credited)).toEqual([10 * MINUTE, 0])
  })
})

describe('a forged chain', () => {
  it('that no key of the class signed, or whose links were mended by hand, is refused whole', async () => {
    const { id, pupils } = await opened('王晓明')
    const { device } = one(pupils)
    device.watch(course, lesson, [[steady(school.clock.ms, MINUTE)], [steady(school.clock.ms + MINUTE, MINUTE)]])
    const body = device.body(0)
    const longer = edited(body, /"ms":60000/, '"ms":60000000')
    expect(await device.sync(longer)).toMatchObject({ status: 422, answer: { code: 'entry-refused' } })
    const stranger = school.device()
    const foreign = device.body(0, device.entries.length - 1).replace(/"signature":"[^"]+"/, () => {
      const last = one(device.entries, device.entries.length - 1)
      return `"signature":"${JSON.parse(stranger.batchLine({ chain: device.chain, seq: last.seq, head: last.hash })).signature}"`
    })
    expect(await device.sync(foreign)).toMatchObject({ status: 403, answer: { code: 'signature-refused' } })
    const file = edited(device.handInFile(), /"ms":60000/, '"ms":60000000')
    const byFile = await school.hr.handIn(id, file)
    expect(byFile).toMatchObject({ entries: 0, refused: [{ message: expect.any(String) }] })
    expect(await figures(id)).toEqual([{ credited: 0, deductions: {} }])
  })

  it('well made, of ten hours that had not passed since the receipt before, counts for what had', async () => {
    const { id, pupils } = await opened('王晓明')
    const pupil = one(pupils)
    await school.handIn(pupil)
    const wall = school.clock.ms
    school.clock.ms += HOUR
    const tenHours = Array.from({ length: 20 }, (_, i): Span[] => [steady(wall + i * 30 * MINUTE, 30 * MINUTE)])
    await school.study(pupil, tenHours)
    const [{ credited, deductions }] = [one(await figures(id))]
    expect(credited).toBeLessThanOrEqual(HOUR + 2 * MINUTE)
    expect(deductions['clock-unproven']).toBe(10 * HOUR - credited)
  })

  it('well made, of last month, or of tomorrow, counts nothing', async () => {
    const { id, pupils } = await opened('王晓明')
    const pupil = one(pupils)
    await school.handIn(pupil)
    school.clock.ms += HOUR
    const wall = school.clock.ms
    await school.study(pupil, [[steady(wall - 700 * HOUR, 30 * MINUTE)], [steady(wall + 24 * HOUR, 30 * MINUTE)]])
    expect(await figures(id)).toEqual([{ credited: 0, deductions: { 'clock-unproven': HOUR } }])
    expect(await found(id)).toContainEqual({ code: 'clock-ahead', name: '王晓明', severity: 'note' })
  })
})

describe('a computer clock', () => {
  it('set forward to study tomorrow’s hours today, and back, makes no time, and that is found', async () => {
    const { id, pupils } = await opened('王晓明')
    const pupil = one(pupils)
    const now = school.clock.ms
    pupil.device.watch(course, lesson, [[steady(now + 9 * HOUR, 30 * MINUTE)]], now + 10 * HOUR)
    pupil.device.write('gap', { reason: 'clock', from: now, to: now + 10 * HOUR }, now + 40 * MINUTE)
    school.clock.ms += HOUR
    await school.handIn(pupil)
    expect(await figures(id)).toEqual([{ credited: 0, deductions: { 'clock-unproven': 30 * MINUTE } }])
    expect(await found(id)).toContainEqual({ code: 'clock-moved', name: '王晓明', severity: 'check' })
  })
})

describe('a chain without presence', () => {
  it('well made, whose maker answers no check and shows none, loses all of its time, and that is found', async () => {
    const { id, pupils } = await openedUnder(defaultPolicy, '王晓明')
    const pupil = one(pupils)
    const wall = school.clock.ms
    school.clock.ms += 2 * HOUR
    pupil.device.watch(
      course,
      lesson,
      [[steady(wall, 50 * MINUTE)], [steady(wall + 50 * MINUTE, 50 * MINUTE, 50 * MINUTE)]],
      school.clock.ms,
    )
    await school.handIn(pupil)
    expect(await figures(id)).toEqual([{ credited: 0, deductions: { presence: 100 * MINUTE } }])
    expect(await found(id)).toContainEqual({ code: 'presence-overdue', name: '王晓明', severity: 'check' })
  })
})

describe('several machines', () => {
  it('that play for one person at the same time count each second once', async () => {
    const { id, pupils } = await opened('王晓明')
    const first = one(pupils)
    const { code } = (await school.hr.class(id)).summary
    const second: Pupil = { device: school.device(), sent: 0 }
    await second.device.join({ classCode: code, name: '王晓明', lastSix: people('王晓明')[0]?.id.slice(-6) ?? '' })
    await school.hr.decide(id, second.device.claim, true)
    second.device.begin({ class: id, organisation: school.organisation, at: school.clock.ms })
    const wall = school.clock.ms
    school.clock.ms += HOUR
    for (const pupil of [first, second]) await school.study(pupil, [[steady(wall, 30 * MINUTE)]])
    expect(await figures(id)).toEqual([{ credited: 30 * MINUTE, deductions: { double: 30 * MINUTE } }])
    expect(await found(id)).toContainEqual({ code: 'two-places', name: '王晓明', severity: 'check' })
  })
})

describe('the server’s database', () => {
  it('refuses to change or delete an entry; with the trigger taken out, every verifier sees it', async () => {
    const { id, pupils } = await opened('王晓明')
    await school.hour(one(pupils))
    const database = new Database(path.join(school.folder, 'data', DATABASE_FILE))
    const more = `update entry set body = replace(body, '"ms":300000', '"ms":3000000') where kind = 'watch'`
    expect((await school.verify((await school.package(id)).bag)).verdict).toBe('good')
    try {
      expect(() => database.prepare(more).run()).toThrow()
      expect(() => database.prepare('delete from entry').run()).toThrow()
      for (const { name } of database.prepare(`select name from sqlite_master where type = 'trigger'`).all() as {
        name: string
      }[])
        database.exec(`drop trigger ${name}`)
      expect(database.prepare(more).run().changes).toBeGreaterThan(0)
    } finally {
      database.close()
    }
    await school.deps.deriver.rebuild()
    const report = await school
      .package(id)
      .then(({ bag }) => school.verify(bag))
      .catch(() => undefined)
    expect(report?.verdict ?? 'no package').not.toBe('good')
  })
})

describe('a rule of one’s own', () => {
  const fullMarks: SiteRule = {
    id: 'px.class.com.cn',
    version: 99,
    hosts: ['px.class.com.cn'],
    pages: [
      {
        name: 'result',
        fields: {
          'course.title': [{ select: 'h1' }],
          // Whatever was reached, the most that can be reached is read.
          'score.value': [{ text: true, pattern: '总分[：:]\\s*(\\d+)', as: 'decimal' }],
        },
      },
    ],
  }

  it('that reads every score as 100 is shown to the reviewer as 单位自定规则, with its text', async () => {
    const { id, pupils } = await opened('王晓明')
    const pupil = one(pupils)
    await school.hr.publishRule(fullMarks)
    const hash = ruleHash(nodeCrypto, fullMarks)
    const rule = `${fullMarks.id}@${fullMarks.version}#${hash}`
    const score = { site: fullMarks.id, course, value: '100', max: '100', source: 'page' as const }
    pupil.device.write('score', { ...score, rule, raw: '0'.repeat(64) }, school.clock.ms)
    await school.handIn(pupil)
    const { bag } = await school.package(id)
    const report = await school.verify(bag)
    expect(report.notes.join()).toContain(`网站规则 ${fullMarks.id}@99 是单位自定规则，请查看 ${ruleFile(hash)}`)
    expect(new TextDecoder().decode(bag.get(ruleFile(hash)))).toContain('总分')
    expect((await found(id)).map(({ code }) => code)).toEqual(
      expect.arrayContaining(['rule-own', 'score-without-study']),
    )
    expect(await figures(id)).toEqual([{ credited: 0, deductions: {} }])
  })
})
