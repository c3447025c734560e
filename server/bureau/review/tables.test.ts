import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RateTable } from '../../../shared/claim/rates'
import { sha256Hex } from '../../../shared/crypto'
import type { Actor } from '../../access/actor'
import { byTheHour, claimedOf } from '../../claim/package/claimed.fixture'
import { packClaim } from '../../claim/package/pack-claim'
import { people, School } from '../../claim/school.fixture'
import { nodeCrypto } from '../../crypto'
import { peopleOfClaim, receivedClaim } from '../bureau'
import { bureauOn } from '../bureau.fixture'
import { listReviewPeople } from './review-people'
import { ruleOn } from './rulings'
import { tablesOfClaim } from './tables'

let school: School
let bureau: Awaited<ReturnType<typeof bureauOn>>
let clerk: Actor
let firm: string
beforeAll(async () => {
  school = await School.open()
  bureau = await bureauOn(school.deps)
  clerk = await bureau.member('hr', '经办周')
  firm = await bureau.firm('绥化示范学校')
})
afterAll(() => school.close())

/** A table that no bureau has: 20 元 a class hour. */
const theirs: RateTable = {
  ...{ ...byTheHour, id: 'school-own' },
  standard: byTheHour.standard.map((one) => ({ ...one, amount: '20' })),
}

/** A claim of one person for 20 class hours by the table of that key, whose kept package brings these tables. */
async function claimBy(key: string, table: RateTable): Promise<string> {
  const { deps } = school
  const opened = await school.openClass(people('王晓明'))
  const { data, sealed } = await claimedOf(deps, school.organisation, [opened.id])
  const asked = { ...data, tables: [table] as const }
  const { path } = await packClaim(deps, { data: asked, sealed, scans: [] }, () => undefined)
  const sha256 = sha256Hex(nodeCrypto, readFileSync(path))
  await deps.packages.keep(path, sha256)
  const claim = await bureau.claim(firm, [{ ...bureau.someone(1), hours: '20.00' }])
  const { t, tx, read } = deps.store
  const [row] = await read.select().from(t.bureauPerson).where(eq(t.bureauPerson.claim, claim))
  if (!row) return expect.fail()
  await tx(async (q) => {
    // The version that came with the package: people of a version are never changed.
    await q.insert(t.bureauPerson).values({ ...row, id: randomUUID(), version: 2, rateTable: key, asked: 40_000 })
    await q.update(t.bureauClaim).set({ version: 2 }).where(eq(t.bureauClaim.id, claim))
    await q.insert(t.bureauPackage).values({
      ...{ id: randomUUID(), organisation: bureau.organisation, firm, claim, kind: 'claim', version: 2 },
      ...{ content: 'a'.repeat(64), sha256, bytes: 1, name: 'a.zip', bag: 'a', verdict: 'agrees', report: '{}' },
      ...{ key: null, dataHash: null, by: '-', at: 1 },
    })
  })
  return claim
}

const tablesOf = async (id: string) => {
  const { store } = school.deps
  const claim = await receivedClaim(store.read, store, clerk, id)
  return tablesOfClaim(school.deps, claim, await peopleOfClaim(store.read, store, claim))
}
const rule = async (claim: string, online: string) => {
  const { rows } = await listReviewPeople(school.deps, clerk, claim, { page: 1, size: 9, search: '', filter: '' })
  await ruleOn(school.deps, clerk, claim, {
    ...{ people: rows.map(({ id }) => id), online, offline: '0', incomplete: false, whole: false, money: 0 },
    reason: '无人答复在学确认',
  })
  return (await listReviewPeople(school.deps, clerk, claim, { page: 1, size: 9, search: '', filter: '' })).rows[0]
}

describe('the table a claim is reviewed by', () => {
  it('is the one its package brought where the bureau has none of that name, and says so; hours taken off are reckoned by it', async () => {
    const claim = await claimBy('school-own@1', theirs)
    expect(await tablesOf(claim)).toMatchObject({ from: 'theirs', tables: [{ id: 'school-own' }] })
    // 15 class hours by 20 元, of 400 元 that were asked for.
    const ruled = await rule(claim, '5')
    expect(ruled).toMatchObject({ accepted: '15.00', amount: 30_000, ruling: { table: 'school-own@1' } })
  })

  it('is the bureau’s where both have one of that name, whatever amounts the package brought', async () => {
    const dearer = { ...byTheHour, standard: byTheHour.standard.map((one) => ({ ...one, amount: '90' })) }
    const claim = await claimBy('guangdong-2020@1', dearer)
    const tables = await tablesOf(claim)
    expect(tables?.from).toBe('own')
    expect(tables?.tables[0].standard).not.toEqual(dearer.standard)
  })

  it('is none where no amount stands in it, or the file is not kept any more: then hours are not taken off, and money can be', async () => {
    const empty = await claimBy('school-empty@1', { ...theirs, id: 'school-empty', standard: [] })
    expect(await tablesOf(empty)).toBeUndefined()
    await expect(rule(empty, '5')).rejects.toThrow('没有这份补贴标准')
    const claim = await claimBy('school-own@1', theirs)
    const { t, read } = school.deps.store
    const [kept] = await read.select().from(t.bureauPackage).where(eq(t.bureauPackage.claim, claim))
    await school.deps.packages.remove(kept?.sha256 ?? '')
    expect(await tablesOf(claim)).toBeUndefined()
  })
})
