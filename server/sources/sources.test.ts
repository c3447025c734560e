import { expect, it } from 'vitest'
import type { ListPage } from '../../shared/api/lists'
import type { ImportedRow, ImportRow, SourceChoices, SourceReport } from '../../shared/api/sources'
import { sha256Hex } from '../../shared/crypto'
import { evidenceFile } from '../../shared/package/layout'
import { verifyPackage } from '../../shared/package/verify'
import { defaultPolicy } from '../../shared/study/policies'
import { steady } from '../../test/support/device'
import { Hr, inventedId } from '../../test/support/hr'
import { lesson, ORIGIN, openApp, refusal } from '../app.fixture'
import { readZip } from '../claim/read-zip'
import { nodeCrypto } from '../crypto'
import { text } from './corpus/corpus.fixture'

const MINUTE = 60_000
const course = { key: 'c-1', title: '养老护理员（初级）' }
const STUDY: SourceChoices = { kind: 'study', platform: 'px.class.com.cn' }

/** A class whose policy lets both other sources count as far as half of the whole. */
async function school() {
  const app = await openApp()
  const hr = new Hr(ORIGIN, app.fetcher)
  const me = await hr.setUp(await app.setupToken())
  const policy = { ...defaultPolicy, sources: { 乙: 500, 丙: 500 } }
  const opened = await hr.openClass({ policy })
  await hr.importRoster(opened.id, [
    { name: '王晓明', id: inventedId(1) },
    { name: '李芳', id: inventedId(2) },
  ])
  const slips = await hr.slips(opened.id)
  const path = (choices: SourceChoices, more: Record<string, string> = {}) =>
    `/api/classes/${opened.id}/sources?${new URLSearchParams({ name: '学习记录.csv', ...more, choices: JSON.stringify(choices) })}`
  return {
    ...{ app, hr, opened, slips },
    /** The first of them watches a minute. */
    async studied() {
      const device = app.device()
      await device.join({ code: slips[0]?.code ?? '' })
      device.begin({ class: opened.id, organisation: me.organisation.id })
      device.watch(course, lesson, [[steady(Date.now() - MINUTE, MINUTE)]])
      await device.handIn()
      await app.deps.deriver.settle()
    },
    send: (file: Uint8Array, choices = STUDY, more = {}) => hr.call('POST', path(choices, more), file),
    async take(file: Uint8Array, choices = STUDY): Promise<SourceReport> {
      const response = await hr.call('POST', path(choices), file)
      const answer = await response.json()
      expect(response.status, JSON.stringify(answer)).toBe(200)
      return answer
    },
    imports: async (query = ''): Promise<ListPage<ImportRow>> =>
      (await hr.get(`/api/classes/${opened.id}/imports?${query}`)).json(),
    imported: async (query = ''): Promise<ListPage<ImportedRow>> =>
      (await hr.get(`/api/classes/${opened.id}/imported?${query}`)).json(),
    sources: async () => (await hr.class(opened.id)).roster.map(({ sources }) => sources),
  }
}
const record = (minutes: number) => text(`姓名,课程,章节,时长(分钟)\n王晓明,${course.title},第一章,${minutes}\n`)

it('an import stands in the row of its person, apart from our own record and never above what the policy lets count', async () => {
  const { app, hr, opened, studied, take, sources } = await school()
  await studied()
  const own = (await hr.class(opened.id)).roster[0]?.credited ?? 0
  expect(own).toBe(MINUTE)
  await take(record(90))
  await app.deps.deriver.settle()
  expect((await sources())[0]).toMatchObject({
    甲: own,
    // Of ninety minutes one is ours, and of the rest as much counts as is half of the whole.
    乙: { stated: 90 * MINUTE, counted: own },
    whole: 2 * own,
  })
})

it('a dry run says everything and writes nothing', async () => {
  const { hr, send, imports } = await school()
  const audit = async () => (await (await hr.get('/api/audit')).json()).total
  const before = await audit()
  const { people } = await (await send(record(90), STUDY, { dry: '1' })).json()
  expect(people).toMatchObject([{ number: '001', name: '王晓明', seconds: 5400 }])
  expect((await imports()).total).toBe(0)
  expect(await audit()).toBe(before)
})

it('the file lies beside its rows as it came, encrypted, by its hash, with who and when', async () => {
  const { app, hr, take, imports, imported } = await school()
  const file = record(90)
  await take(file)
  const [row] = (await imports()).rows
  expect(row).toMatchObject({
    ...{ source: '乙', platform: 'px.class.com.cn', name: '学习记录.csv', rows: 1, people: 1, seconds: 5400 },
    ...{ hash: sha256Hex(nodeCrypto, file), size: file.length },
  })
  expect(row?.by).not.toBe('')
  expect((await imported()).rows).toMatchObject([{ number: '001', lesson: '第一章', evidence: row?.hash }])
  expect(await hr.file('GET', `/api/imports/${row?.id}/file`)).toEqual(file)
  const { t, read } = app.deps.store
  const [kept] = await read.select({ cipher: t.importFile.cipher }).from(t.importFile)
  expect(Buffer.from(kept?.cipher ?? '', 'base64url').includes(Buffer.from('王晓明'))).toBe(false)
})

it('what was taken back counts no more and stays to be seen', async () => {
  const { app, hr, take, imports, imported, sources } = await school()
  const { id } = await take(record(90))
  expect((await sources())[0]).toBeDefined()
  expect((await hr.call('POST', `/api/imports/${id}/withdraw`, { reason: '选错了班' })).status).toBe(200)
  await app.deps.deriver.settle()
  expect((await sources())[0]).toBeUndefined()
  expect((await imports('filter=withdrawn')).rows).toMatchObject([{ id, withdrawn: { reason: '选错了班' } }])
  expect((await imported()).rows).toMatchObject([{ withdrawn: true }])
  expect(await refusal(await hr.call('POST', `/api/imports/${id}/withdraw`, { reason: '再一次' }))).toMatchObject({
    status: 409,
  })
  // And the same file may come again.
  await take(record(90))
})

it('the same file never comes twice, and a newer sum of a platform takes the place of the older one or stands beside it, as somebody says', async () => {
  const { send, take, imports, sources } = await school()
  await take(record(30))
  expect(await refusal(await send(record(30)))).toMatchObject({
    status: 422,
    places: [{ message: expect.stringContaining('已经导入过') }],
  })
  const asked = await (await send(record(50), STUDY, { dry: '1' })).json()
  expect(asked).toMatchObject({ need: 'repeat', earlier: [{ name: '学习记录.csv' }] })
  expect((await send(record(50))).status).toBe(400)
  await take(record(50), { ...STUDY, repeat: 'replace' })
  expect((await sources())[0]).toMatchObject({ 乙: { stated: 50 * MINUTE } })
  expect((await imports('filter=withdrawn')).rows).toMatchObject([
    { withdrawn: { reason: expect.stringContaining('代替') } },
  ])
  await take(record(20), { ...STUDY, repeat: 'add' })
  expect((await sources())[0]).toMatchObject({ 乙: { stated: 70 * MINUTE } })
})

it('what somebody chose for a platform is known for its next file, and for no other platform', async () => {
  const { hr, slips, send, take } = await school()
  const odd = (minutes: number) => text(`甲,乙,丙\n小王同学,道德修养,${minutes}\n`)
  const seat = slips[0]?.seat ?? ''
  const choices: SourceChoices = {
    ...{ ...STUDY, headerRow: 1, unit: 'minutes', repeat: 'add' },
    columns: [
      { column: 0, field: 'name' },
      { column: 1, field: 'course' },
      { column: 2, field: 'duration' },
    ],
    courses: [{ title: '道德修养', course: course.title }],
    people: [{ who: '小王同学', seat }],
  }
  await take(odd(30), choices)
  const next = await (await send(odd(40), { ...STUDY, repeat: 'add' }, { dry: '1' })).json()
  expect(next).toMatchObject({ errors: [], people: [{ number: '001', seconds: 2400 }] })
  expect(next.need).toBeUndefined()
  const elsewhere = await (await send(odd(40), { ...STUDY, platform: '别的平台' }, { dry: '1' })).json()
  expect(elsewhere.need).toBe('columns')
  const kept = await (await hr.get('/api/sources/mappings')).json()
  expect(kept.map(({ what, key, value }: { what: string; key: string; value: string }) => [what, key, value])).toEqual(
    expect.arrayContaining([
      ['column', '甲', 'name'],
      ['unit', '丙', 'minutes'],
      ['course', '道德修养', course.title],
      ['person', '小王同学', '王晓明'],
    ]),
  )
})

it('a paper is attached to a person and a lesson with the file it rests on, and to nobody else', async () => {
  const { hr, slips, opened, imported, sources } = await school()
  const { hash } = await (await hr.call('POST', '/api/evidence', new Uint8Array([0xff, 0xd8, 0xff, 1]))).json()
  const paper = {
    ...{
      seat: slips[0]?.seat,
      kind: 'paper',
      course: course.title,
      lesson: '第三讲',
      seconds: 2700,
      evidence: hash,
      note: '签到表第 2 页',
    },
  }
  const path = `/api/classes/${opened.id}/by-hand`
  expect((await hr.call('POST', path, paper)).status).toBe(200)
  expect((await imported()).rows).toMatchObject([
    { source: '丙', kind: 'paper', lesson: '第三讲', seconds: 2700, evidence: hash },
  ])
  expect((await sources())[0]).toMatchObject({ 丙: { stated: 45 * MINUTE } })
  for (const [wrong, words] of [
    [{ evidence: 'ab'.repeat(32) }, '重新上传'],
    [{ course: '别的课' }, '不在本班培训计划内'],
    [{ start: Date.now() + 3_600_000 }, '在将来'],
    [{ start: Date.parse('2020-01-01T00:00:00Z') }, '不在培训起止日期'],
  ] as const)
    expect((await refusal(await hr.call('POST', path, { ...paper, ...wrong }))).message).toContain(words)
  expect((await refusal(await hr.call('POST', path, { ...paper, seat: 'nobody' }))).status).toBe(404)
})

it('a package carries the files that other sources rest on, and its verifier finds them as named', async () => {
  const { app, hr, opened, studied, take } = await school()
  await studied()
  const file = record(90)
  await take(file)
  await app.deps.deriver.settle()
  const { files: bag } = await readZip(await hr.package(opened.id))
  expect(bag.get(evidenceFile(sha256Hex(nodeCrypto, file)))).toEqual(file)
  const { verdict, notes } = await verifyPackage(nodeCrypto, bag, { builtInRules: new Set() })
  expect(verdict).toBe('unconfirmed')
  expect(notes.join('\n')).toContain('补录（乙）：参训编号 001')
})
