import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { base64url, utf8 } from '../../shared/crypto'
import { readCheckpoint } from '../../shared/log/checkpoint'
import type { Bag } from '../../shared/package/bag'
import { files } from '../../shared/package/layout'
import type { ReceiptLine } from '../../shared/record/batch'
import { canonical } from '../../shared/record/canonical'
import { steady } from '../../test/support/device'
import { inventedId } from '../../test/support/hr'
import { buildPackage } from './package/class-package'
import { readZip } from './read-zip'
import { course, lesson, madeBytes, missing, people, run, School, skipped, unzipped } from './school.fixture'

const MINUTE = 60_000
const otherCourse = { key: 'c-2', title: '育婴员（初级）' }
const poppler = missing('pdftotext')

let school: School
beforeEach(async () => {
  school = await School.open()
})
afterEach(() => school.close())

/** Everything readable in a package, by file: workbooks unzipped, the PDF as its text. */
async function readable(bag: Bag): Promise<Map<string, string>> {
  const all = new Map<string, string>()
  for (const [path, bytes] of bag) {
    const parts = path.endsWith('.xlsx') ? [...(await unzipped(bytes)).values()] : [bytes]
    all.set(path, parts.map((part) => Buffer.from(part).toString('utf8')).join('\n'))
  }
  return all
}
const seconds = (report: { seats: { number: string; credited: number }[] }) =>
  report.seats.map(({ credited }) => credited / 1000)

describe('two people on one computer', () => {
  it('each have their own seconds: what is watched after signing out is nobody’s', async () => {
    const { id, codes } = await school.openClass(people('王晓明', '李𠮷'))
    const computer = 'c'.repeat(32)
    const [first, second] = [
      await school.join(id, codes[0] ?? '', computer),
      await school.join(id, codes[1] ?? '', computer),
    ]
    expect(first.device.id).toBe(second.device.id)
    const wall = school.clock.ms
    school.clock.ms += 10 * MINUTE
    await school.study(first, [[steady(wall, 10 * MINUTE)]])
    school.clock.ms += 20 * MINUTE
    first.device.write('signout', { reason: 'other-person' }, wall + 10 * MINUTE)
    await school.study(second, [[steady(wall + 10 * MINUTE, 12 * MINUTE)]])
    await school.study(first, [[steady(wall + 12 * MINUTE, 5 * MINUTE)]])
    const report = await school.verify((await school.package(id)).bag)
    expect(report.verdict).toBe('good')
    expect(seconds(report)).toEqual([600, 720])
    expect(report.seats[0]?.deductions).toEqual({ 'not-signed-in': 5 * MINUTE })
  })
})

describe('one person in two classes', () => {
  it('has each second in exactly one of them, and neither package shows the other class or anybody in it', async () => {
    const [wang] = people('王晓明')
    if (!wang) return expect.fail()
    const carers = await school.openClass([wang, { name: '李𠮷', id: inventedId(5) }], { name: '养老护理员第1期' })
    const nannies = await school.openClass([wang, { name: '赵育婴', id: inventedId(6) }], {
      name: '育婴员第3期',
      courses: [{ site: 'px.class.com.cn', title: otherCourse.title }],
    })
    const carer = await school.join(carers.id, carers.codes[0] ?? '')
    const nanny = await school.join(nannies.id, nannies.codes[0] ?? '')
    const wall = school.clock.ms
    school.clock.ms += 60 * MINUTE
    await school.study(carer, [[steady(wall, 12 * MINUTE)]])
    await school.study(nanny, [[steady(wall + 6 * MINUTE, 12 * MINUTE)]], otherCourse, { key: 'l-9', title: '抚触' })

    const [one, two] = [(await school.package(carers.id)).bag, (await school.package(nannies.id)).bag]
    const reports = [await school.verify(one), await school.verify(two)]
    expect(reports.map(({ verdict }) => verdict)).toEqual(['good', 'good'])
    expect(reports.map(seconds)).toEqual([
      [720, 0],
      [360, 0],
    ])
    expect(reports[1]?.seats[0]?.deductions).toEqual({ elsewhere: 6 * MINUTE })

    const { roster } = await school.hr.class(nannies.id)
    const strangers = [
      nannies.id,
      ...roster.map(({ seat }) => seat),
      nanny.device.chain,
      nanny.device.claim,
      '育婴员第3期',
      otherCourse.title,
      '赵育婴',
      inventedId(6),
    ]
    for (const [path, text] of await readable(one))
      for (const stranger of strangers) expect(text.includes(stranger), `${stranger} in ${path}`).toBe(false)
  })
})

describe('a class without a network', () => {
  it('goes from class file to package by files alone, with the same seconds', async () => {
    const { id, codes } = await school.openClass(people('王晓明', '李𠮷'))
    const wall = school.clock.ms
    school.clock.ms += 3 * 24 * 60 * MINUTE
    for (const code of codes) {
      // Made on the device from the class file: no join request ever reached the server.
      const device = school.device().begin({ class: id, organisation: school.organisation, at: wall })
      device.watch(course, lesson, [[steady(wall + MINUTE, 12 * MINUTE)]], wall + 30 * MINUTE)
      await school.hr.signIn()
      expect((await school.hr.handIn(id, device.handInFile(code))).refused).toEqual([])
      await school.hr.handIn(id, device.handInFile(code))
    }
    const report = await school.verify((await school.package(id)).bag)
    expect(report.checks.flatMap(({ problems }) => problems)).toEqual([])
    expect(seconds(report)).toEqual([720, 720])
  })
})

describe('a package', () => {
  it('holds ID numbers in the roster alone, and names in the forms alone', async () => {
    const everybody = people('王晓明', '李𠮷', '赵未到')
    const { id, codes } = await school.openClass(everybody)
    await school.hour(await school.join(id, codes[0] ?? ''))
    const { bag } = await school.package(id)
    for (const [path, text] of await readable(bag)) {
      for (const { name, id } of everybody) {
        expect(text.includes(id), `${id} in ${path}`).toBe(path === 'data/forms/roster.xlsx')
        if (/^data\/forms\/(roster|study)\.xlsx$/.test(path)) expect(text, path).toContain(name)
        if (!path.startsWith('data/forms/')) expect(text.includes(name), `${name} in ${path}`).toBe(false)
      }
    }
  })

  it.skipIf(poppler.length > 0)(`has no ID number in its PDF either${skipped(poppler)}`, async () => {
    const everybody = people('王晓明')
    const { id, codes } = await school.openClass(everybody)
    await school.hour(await school.join(id, codes[0] ?? ''))
    const { bag } = await school.package(id)
    writeFileSync(join(school.folder, 's.pdf'), bag.get('data/forms/summary.pdf') ?? expect.fail())
    const { stdout } = run('pdftotext', ['-layout', 's.pdf', '-'], school.folder)
    expect(stdout).toContain('王晓明')
    expect(stdout.replaceAll(/\s/g, '')).not.toContain(everybody[0]?.id)
  })

  it('is of one moment: what is handed in while it is made stands neither in its records nor in its forms', async () => {
    const { id, codes } = await school.openClass(people('王晓明', '李𠮷'))
    const [first, second] = [await school.join(id, codes[0] ?? ''), await school.join(id, codes[1] ?? '')]
    await school.hour(first)
    const { ledger } = school.deps
    const meanwhile = {
      async sealedFor(chains: readonly number[]) {
        const sealed = await ledger.sealedFor(chains)
        await school.hour(first)
        await school.hour(second)
        return sealed
      },
    }
    const deps = { ...school.deps, ledger: Object.assign(Object.create(ledger), meanwhile) }
    const { organisation, member } = school
    const actor = {
      member,
      login: 'm',
      name: '王老师',
      role: 'hr',
      kind: 'institution',
      organisationName: '',
      organisation,
    } as const
    const { files } = await readZip(madeBytes(await buildPackage(deps, actor, id)))
    const report = await school.verify(files)
    expect(report.checks.flatMap(({ problems }) => problems)).toEqual([])
    expect(seconds(report)).toEqual([600, 0])
    expect([...files.keys()].filter((path) => path.includes(second.device.chain))).toEqual([])
  })

  it('is good after a restored backup: the log’s next generation proves every receipt with its old time', async () => {
    const { id, codes } = await school.openClass(people('王晓明'))
    const pupil = await school.join(id, codes[0] ?? '')
    const receipts: ReceiptLine[] = []
    const hour = async () => {
      const from = pupil.sent
      await school.hour(pupil)
      const { answer } = await pupil.device.handIn(from)
      if (answer.receipt) receipts.push(answer.receipt)
      return answer
    }
    await hour()
    await school.deps.ledger.sequencer.sequence()
    const backup = join(school.folder, 'backup')
    await school.backup(backup)
    await hour()
    await hour()
    await school.deps.ledger.sequencer.sequence()
    const { origin, size, root } = readCheckpoint((await hour()).checkpoint ?? '')
    await school.reopen(backup)

    const { device } = pupil
    const head = device.entries.at(-1)
    const held = receipts[0]?.body.to ?? expect.fail()
    const refill = [
      ...receipts.map((line) => canonical(line)),
      ...device.entries.slice(held + 1).map(({ line }) => line),
      device.batchLine({
        chain: device.chain,
        seq: head?.seq ?? 0,
        head: head?.hash ?? '',
        checkpoint: { origin, size, root: base64url(root) },
      }),
    ]
    expect((await device.sync(refill.map((line) => `${line}\n`).join(''))).status).toBe(200)
    const { bag } = await school.package(id)
    const report = await school.verify(bag)
    expect(report.checks.flatMap(({ problems }) => problems)).toEqual([])
    expect(seconds(report)).toEqual([2400])
    expect(Buffer.from(bag.get(files.checkpoint) ?? utf8('')).toString()).toMatch(/^xueji\/[0-9a-f]+\/1\n/)
  })
})
