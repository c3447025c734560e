import { expect, it } from 'vitest'
import yauzl from 'yauzl'
import { inventedId } from '../../test/support/hr'
import { course, lesson, openApp } from '../app.fixture'

const DAY = 86_400_000

/** Files of a ZIP by name. */
async function unzipped(bytes: Uint8Array): Promise<Map<string, string>> {
  const files = new Map<string, string>()
  const zip = await yauzl.fromBufferPromise(Buffer.from(bytes))
  for await (const entry of zip.eachEntry()) {
    const parts: Buffer[] = []
    for await (const part of await zip.openReadStreamPromise(entry)) parts.push(part)
    files.set(entry.fileName, Buffer.concat(parts).toString('utf8'))
  }
  return files
}

it('takes three hundred files, says whose each is, and hands every receipt back in a file named by trainee', async () => {
  const school = await openApp()
  const { hr, me } = await school.openedClass()
  const { id } = await hr.openClass({ name: '三百人班' })
  await hr.importRoster(
    id,
    Array.from({ length: 300 }, (_, i) => ({ name: `学员${i + 1}`, id: inventedId(i + 10) })),
  )
  const slips = await hr.slips(id)
  const devices = slips.map(() => school.device().begin({ class: id, organisation: me.organisation.id }))
  for (const device of devices) device.watch(course, lesson, [])
  const people = new Set<string>()
  for (const [i, device] of devices.entries()) {
    const report = await hr.handIn(id, device.handInFile(slips[i]?.code))
    expect(report).toMatchObject({
      chains: 1,
      entries: 4,
      refused: [],
      people: [{ number: slips[i]?.number, late: false }],
    })
    people.add(report.people[0]?.name ?? '')
  }
  expect(people.size).toBe(300)
  const chains = devices.map(({ chain }) => chain)
  const answer = await hr.call('POST', `/api/classes/${id}/receipts`, { chains })
  const files = await unzipped(new Uint8Array(await answer.arrayBuffer()))
  expect(files.size).toBe(300)
  for (const [i, { number, name }] of slips.entries())
    expect(files.get(`学迹回执-${number}-${name}.xueji.ndjson`)).toContain(chains[i])
  const rows = await hr.all(`/api/classes/${id}/hand-ins`)
  expect(rows).toHaveLength(300)
}, 120_000)

it('says of a file of another class which one, of another organisation that it is, and of any other file what it is not', async () => {
  const school = await openApp()
  const { hr, me, opened } = await school.openedClass()
  const other = await hr.openClass({ name: '电工第2期' })
  const stray = school.device().begin({ class: other.id, organisation: me.organisation.id })
  const messages = async (file: string) => (await hr.handIn(opened.id, file)).refused.map(({ message }) => message)
  expect(await messages(stray.handInFile())).toEqual(['这份记录属于另一个培训班“电工第2期”，请到那个班导入'])
  await hr.handIn(other.id, stray.handInFile())
  expect(await messages(stray.handInFile())).toEqual(['这份记录属于另一个培训班“电工第2期”，请到那个班导入'])
  const foreign = school.device().begin({ class: 'elsewhere', organisation: 'another' })
  expect(await messages(foreign.handInFile())).toEqual([expect.stringContaining('另一个单位')])
  for (const file of ['hello', '', '{"a":1}\n', '\u0000\u0001PNG'])
    expect(await (await hr.call('POST', `/api/classes/${opened.id}/hand-in`, file || '\n')).json()).toMatchObject({
      code: 'file-refused',
    })
})

it('marks 补交 with the time of the import: after the class had ended, or longer after than the policy lets a device be offline', async () => {
  const school = await openApp()
  const { hr, me, slips, opened } = await school.openedClass()
  const inTime = school.device().begin({ class: opened.id, organisation: me.organisation.id })
  expect(await hr.handIn(opened.id, inTime.handInFile(slips[0]?.code))).toMatchObject({ people: [{ late: false }] })
  const late = school.device().begin({ class: opened.id, organisation: me.organisation.id, at: Date.now() - 9 * DAY })
  const before = Date.now()
  expect(await hr.handIn(opened.id, late.handInFile(slips[1]?.code))).toMatchObject({ people: [{ late: true }] })
  const seat = await hr.seat(slips[1]?.seat ?? '')
  expect(seat.late).toEqual([expect.objectContaining({ entries: 3 })])
  expect(seat.late[0]?.at).toBeGreaterThanOrEqual(before)
  expect(seat.late[0]?.firstAt).toBeLessThan(before - 8 * DAY)
  const { roster } = await hr.class(opened.id)
  expect(roster.map(({ lateAt }) => lateAt)).toEqual([undefined, seat.late[0]?.at])
  // Again, and nothing new: nothing is marked twice.
  await hr.handIn(opened.id, late.handInFile(slips[1]?.code))
  expect((await hr.seat(slips[1]?.seat ?? '')).late).toHaveLength(1)

  const { id } = await hr.openClass({ name: '已结束', period: { from: '2026-01-01', to: '2026-02-01' } })
  await hr.importRoster(id, [{ name: '王晓明', id: inventedId(1) }])
  const [slip] = await hr.slips(id)
  const ended = school.device().begin({ class: id, organisation: me.organisation.id })
  expect(await hr.handIn(id, ended.handInFile(slip?.code))).toMatchObject({ people: [{ late: true }] })
})
