import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fromUtf8, type Signer } from '../../../shared/crypto'
import type { Bag } from '../../../shared/package/bag'
import { files } from '../../../shared/package/layout'
import { reportText } from '../../../shared/package/report'
import { verifyPackage } from '../../../shared/package/verify'
import { canonical } from '../../../shared/record/canonical'
import { nodeCrypto } from '../../crypto'
import { verifySm2 } from '../../sm2/sm2'
import { readZip } from '../read-zip'
import { builtInRules, HOUR, people, resigned, School } from '../school.fixture'
import { claimedOf } from './claimed.fixture'
import { packClaim } from './pack-claim'

let school: School
let classes: string[]
let bag: Bag
let trusted: { fingerprint: string }
let packageKey: Signer
const steps: string[] = []

/** Two classes: two people study in the first, on two days; one in the second, and one there never joins. */
beforeAll(async () => {
  school = await School.open()
  const first = await school.openClass(people('王晓明', '李𠮷'))
  const second = await school.openClass(
    people('赵敏', '钱一', '孙二')
      .slice(0, 2)
      .map((one, i) => ({ ...one, id: people('a', 'b', 'c', 'd')[i + 2]?.id ?? '' })),
    { name: '育婴员第2期' },
  )
  classes = [first.id, second.id]
  const pupils = []
  for (const code of first.codes) pupils.push(await school.join(first.id, code))
  pupils.push(await school.join(second.id, second.codes[0] ?? ''))
  for (const pupil of pupils) await school.hour(pupil)
  school.clock.ms += 24 * HOUR
  for (const pupil of pupils) await school.hour(pupil)
  await school.deps.keys.makeSm2(school.organisation)
  bag = await packed()
  packageKey = await school.deps.keys.package(school.organisation)
  trusted = await school.trusted()
})
afterAll(() => school.close())

async function packed(): Promise<Bag> {
  const { data, sealed } = await claimedOf(school.deps, school.organisation, classes)
  const say = (step: string, done: number, all: number) => void steps.push(`${step} ${done}/${all}`)
  const { path } = await packClaim(school.deps, { data, sealed, scans: [] }, say)
  return (await readZip(readFileSync(path))).files
}

const verify = (changed: Bag) => verifyPackage(nodeCrypto, changed, { trusted, builtInRules, verifySm2 })
const problemsOf = async (changed: Bag) => (await verify(changed)).checks.flatMap(({ problems }) => problems).join('\n')
const signed = (changes: Record<string, string | undefined>) => resigned(bag, changes, packageKey)
const text = (path: string) => fromUtf8(bag.get(path) ?? expect.fail(`no ${path}`))
const claim = () => JSON.parse(text(files.claim))

describe('the package of a claim', () => {
  it('is accepted: every class, every second, completion, amounts and both signatures', async () => {
    const report = await verify(bag)
    expect(report.checks.flatMap(({ problems }) => problems)).toEqual([])
    expect(report.verdict).toBe('good')
    expect(report.claim).toMatchObject({ people: 4, total: expect.stringMatching(/^[1-9]/) })
    expect(new Set(report.seats.map((seat) => seat.class))).toEqual(new Set(['养老护理员第1期', '育婴员第2期']))
    expect(report.seats.map(({ credited }) => credited)).toEqual([1_200_000, 1_200_000, 1_200_000, 0])
    expect(report.claim?.asked.map(({ class: of, number, hours }) => [of, number, hours])).toEqual([
      ['养老护理员第1期', '001', '0.44'],
      ['养老护理员第1期', '002', '0.44'],
      ['育婴员第2期', '001', '0.44'],
      ['育婴员第2期', '002', '0.00'],
    ])
    expect(reportText(report)).toMatch(/^养老护理员第1期 参训编号 002：0\.44 学时，13\.20 元$/m)
    // A claim is no 阶段包; which of its classes go on is said of each.
    expect(report.notes.filter((note) => note.includes('尚未结束'))).toEqual([
      '养老护理员第1期：培训班尚未结束，学时和考核截至打包时',
      '育婴员第2期：培训班尚未结束，学时和考核截至打包时',
    ])
    expect(report.notes.join()).not.toContain('阶段包')
    expect(reportText(report)).toMatch(/育婴员第2期 参训编号 001：有效时长 20分00秒[\s\S]*国密（SM2）签名/)
  })

  it('says how far it is, by people of all its classes', () => {
    expect(steps).toContain('读取学习记录（人） 3/4')
    expect(steps.at(-1)).toMatch(/核对与签名/)
  })

  it('with one changed byte in any file of it is caught', async () => {
    for (const [path, bytes] of bag) {
      const changed = new Map(bag).set(
        path,
        bytes.map((byte, i) => (i === bytes.length >> 1 ? byte ^ 1 : byte)),
      )
      expect(await verify(changed), path).toMatchObject({ verdict: 'bad' })
    }
  })
})

describe('somebody who holds the package key', () => {
  it('cannot raise an amount, a total, its capitals, or what it follows from', async () => {
    const raised = claim()
    raised.people[0].amount.total += 100
    expect(await problemsOf(await signed({ [files.claim]: canonical(raised) }))).toMatch(
      /养老护理员第1期 参训编号 001：表中 .*复算/,
    )
    const summed = { ...claim(), total: claim().total + 1 }
    expect(await problemsOf(await signed({ [files.claim]: canonical(summed) }))).toContain('合计：表中')
    expect(await problemsOf(await signed({ [files.claim]: canonical({ ...claim(), capitals: '壹元整' }) }))).toContain(
      '合计大写',
    )
    const longer = claim()
    longer.people[0].facts.hours.online = '40.00'
    expect(await problemsOf(await signed({ [files.claim]: canonical(longer) }))).toContain(
      '线上学时申请 40.00，复算 0.44',
    )
    const table = claim()
    table.tables[0].standard[0].amount = '60'
    expect(await problemsOf(await signed({ [files.claim]: canonical(table) }))).toMatch(/复算/)
  })

  it('cannot say that somebody completed or passed who did not, nor ask for somebody of no class, nor twice', async () => {
    const done = claim()
    done.people[0].facts.completed = !done.people[0].facts.completed
    expect(await problemsOf(await signed({ [files.claim]: canonical(done) }))).toMatch(/复算.*完成/)
    const passed = claim()
    passed.people[1].facts.passed = true
    expect(await problemsOf(await signed({ [files.claim]: canonical(passed) }))).toContain('复算考核没有合格')
    const stranger = claim()
    stranger.people[0].seat = 'nobody'
    expect(await problemsOf(await signed({ [files.claim]: canonical(stranger) }))).toContain('不在本班名册里')
    const twice = claim()
    twice.people.push(twice.people[0])
    expect(await problemsOf(await signed({ [files.claim]: canonical(twice) }))).toContain('列了两次')
  })

  it('cannot leave out a class, hide one, or exchange the records of two', async () => {
    const [first = '', second = ''] = classes
    const without = { ...claim(), classes: claim().classes.slice(0, 1) }
    expect(await problemsOf(await signed({ [files.claim]: canonical(without) }))).toContain('不在申请')
    const moved: Record<string, string | undefined> = {}
    for (const path of bag.keys())
      if (path.startsWith(`data/classes/${second}/`)) {
        moved[path] = undefined
        if (!path.includes('.xlsx') && !path.includes('.pdf')) moved[path.replace(second, first)] = text(path)
      }
    expect(await verify(await signed(moved))).toMatchObject({ verdict: 'bad' })
  })

  it('cannot show figures that its own entries do not give, in any class', async () => {
    const path = `data/classes/${classes[1]}/forms/study.json`
    const raised = text(path).replace('"credited":1200000', '"credited":1260000')
    expect(raised).not.toBe(text(path))
    expect(await problemsOf(await signed({ [path]: raised }))).toContain('育婴员第2期：参训编号 001：表中')
  })
})

describe('the second signature', () => {
  it('is refused over other bytes, where it is broken, and by a verifier that cannot read it', async () => {
    const renamed = await signed({ [files.notes]: 'another text' })
    expect(await problemsOf(renamed)).toBe(`${files.sm2}：签名与内容不符`)
    expect(await problemsOf(new Map(bag).set(files.sm2, new Uint8Array(70)))).toContain('签名与内容不符')
    const { verdict } = await verifyPackage(nodeCrypto, bag, { trusted, builtInRules })
    expect(verdict).toBe('bad')
  })
})
