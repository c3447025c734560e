import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Actor } from '../../../access/actor'
import { RosterRefused } from '../../../training/roster/table'
import { peopleOfClaim } from '../../bureau'
import { openBureau } from '../../bureau.fixture'
import { importManual } from './import-manual'
import { book, good, request } from './manual.fixture'

let at: Awaited<ReturnType<typeof openBureau>>
let clerk: Actor
beforeAll(async () => {
  at = await openBureau()
  clerk = await at.member('hr')
})
afterAll(() => at.close())

it('goes by the credit code of a 单位 before its name, and drops neither without a word', async () => {
  const { t, read } = at.deps.store
  const [one, two] = ['91110000600037341L', '91350211M0000XUF46']
  let n = 0
  const take = async (firmName: string, creditCode: string) => {
    n += 1
    const asked = { ...request, firmName, creditCode, title: `宏达${n}` }
    const { claim } = await importManual(at.deps, clerk, asked, await book({ ...good(0), 培训班: `${n}班` }))
    const [row] = await read
      .select()
      .from(t.bureauClaim)
      .where(eq(t.bureauClaim.id, claim ?? ''))
    return row?.firm ?? ''
  }
  const codeOf = async (firm: string) =>
    (await read.select().from(t.bureauFirm).where(eq(t.bureauFirm.id, firm)))[0]?.creditCode
  const first = await take('宏达机械厂', '')
  expect(await take('宏达 机械厂', one.toLowerCase())).toBe(first)
  expect(await codeOf(first)).toBe(one)
  await expect(take('宏达机械厂', two)).rejects.toThrow(`统一社会信用代码是 ${one}，这里填的是 ${two}`)
  await expect(take('别的厂', one)).rejects.toThrow('在单位名录里是“宏达机械厂”')
  const other = await take('宏达机械厂（海伦）', two)
  expect(other).not.toBe(first)
  expect(await take('宏达机械厂', '')).toBe(first)
})

it('takes the documents that rosters take, each by its own check, and says which there are', async () => {
  const asked = { ...request, title: '其他证件' }
  const foreign = { ...good(1), 证件类型: '护照', 身份证号: 'e12345678' }
  const permit = { ...good(2), 证件类型: '外国人永久居留身份证', 身份证号: 'KOR310075000001' }
  const report = await importManual(at.deps, clerk, asked, await book(good(0), foreign, permit))
  expect(report.warnings.join()).toContain('护照号码没有校验位')
  const [row] = await at.deps.store.read
    .select({ id: at.deps.store.t.bureauClaim.id, version: at.deps.store.t.bureauClaim.version })
    .from(at.deps.store.t.bureauClaim)
    .where(eq(at.deps.store.t.bureauClaim.id, report.claim ?? ''))
  const people = row ? await peopleOfClaim(at.deps.store.read, at.deps.store, row) : []
  expect(people.map(({ idProblem }) => idProblem)).toEqual(['', 'other', 'other'])
  expect(people.map(({ idCipher, id }) => at.deps.secrets.decrypt(idCipher, id))[1]).toBe('E12345678')
  const bad = await importManual(
    at.deps,
    clerk,
    asked,
    await book({ ...foreign, 证件类型: '驾驶证' }, { ...good(0), 身份证号: 'E12345678' }),
  ).catch((error: unknown) => error)
  expect(bad instanceof RosterRefused ? bad.places.map(({ cell, message }) => [cell, message]) : bad).toEqual([
    [expect.stringMatching(/2$/), expect.stringContaining('“驾驶证”不是证件类型，请填')],
    [expect.stringMatching(/3$/), expect.stringContaining('18 位')],
  ])
})
