import * as v from 'valibot'
import { expect, it, onTestFinished } from 'vitest'
import { inspectRequest } from '../../../shared/api/bureau-inspections'
import { type KeepLinkRequest, keepLinkRequest } from '../../../shared/api/bureau-links'
import { TestClock } from '../../access/access.fixture'
import { listBureauLinks } from '../../lists/bureau-links'
import { listInspections } from '../../lists/inspections'
import { openBureau } from '../bureau.fixture'
import { dropLink, keepLink, openLink } from './class-links'
import { courseOf } from './course'
import { inspectableClasses, recordInspection } from './inspect'
import { linkChoices } from './link-choices'

const all = { page: 1, size: 50, search: '', filter: '' } as const
const CLASS = '3f2a9c1e-7b54-4d0e-9a61-2c8e5d7f1b03'
const address = `https://school.example.cn/look#${CLASS}.${'s'.repeat(43)}`

async function desk() {
  const clock = new TestClock()
  clock.at = Date.parse('2026-11-23T02:00:00Z')
  const bureau = await openBureau({}, clock)
  onTestFinished(bureau.close)
  const clerk = await bureau.member('hr', '李经办')
  const firm = await bureau.firm('示范学校')
  const keep = (more: Partial<KeepLinkRequest> = {}) =>
    keepLink(bureau.deps, clerk, { firm, className: '第一期', address, until: '2027-01-10', ...more })
  const look = { firm, day: '2026-11-23', who: '李明', how: 'online', result: 'fine', found: '正常' } as const
  return { ...bureau, clock, clerk, firmId: firm, keep, look }
}

it('keeps the address of a link for whoever inspects, encrypted, and tells it to who asks for it alone', async () => {
  const { deps, clerk, keep } = await desk()
  const id = await keep()
  const { rows } = await listBureauLinks(deps, clerk, all)
  expect(rows).toMatchObject([
    { id, firmName: '示范学校', host: 'school.example.cn', until: '2027-01-10', over: false },
  ])
  const { t, read } = deps.store
  const lying = JSON.stringify([rows, await read.select().from(t.bureauClassLink), await read.select().from(t.audit)])
  expect(lying).not.toContain('sss')
  expect(await openLink(deps, clerk, id)).toBe(address)
  const audited = (await read.select().from(t.audit)).map(({ action, actor }) => [action, actor])
  expect(audited).toContainEqual(['inspection-link.open', clerk.member])
})

it('files it with the class the address names, so that a look is one at that class before any package of it came', async () => {
  const { deps, clerk, firmId, keep, look } = await desk()
  const link = await keep()
  expect(await inspectableClasses(deps, clerk)).toEqual([
    {
      ...{ firm: firmId, firmName: '示范学校', class: CLASS, className: '第一期' },
      link: { id: link, host: 'school.example.cn', until: '2027-01-10' },
    },
  ])
  await recordInspection(deps, clerk, { ...look, class: CLASS, link })
  await recordInspection(deps, clerk, { ...look, class: CLASS })
  const { rows } = await listInspections(deps, clerk, { ...all, sort: 'day' })
  expect(rows.map(({ byLink }) => byLink).toSorted()).toEqual([false, true])
})

it('tells in the course of the claim that somebody looked by link', async () => {
  const { deps, clerk, claim, firmId, someone, keep, look } = await desk()
  const id = await claim(firmId, [someone(1)])
  const link = await keep({ class: 'class-1', address: 'http://10.0.0.8:8080/watch?id=7' })
  await recordInspection(deps, clerk, { ...look, class: 'class-1', link })
  expect((await courseOf(deps, clerk, id)).map(({ detail }) => detail).join()).toContain('线上（只读链接）')
})

it('takes no other class than the address names, no look by a link of another class, none on the phone', async () => {
  const { deps, clerk, claim, firmId, someone, keep, look } = await desk()
  await claim(firmId, [someone(1)])
  await expect(keep({ class: 'class-1' })).rejects.toMatchObject({ code: 'bad-request' })
  const link = await keep()
  await expect(recordInspection(deps, clerk, { ...look, class: 'class-1', link })).rejects.toMatchObject({
    code: 'not-found',
  })
  expect(v.is(inspectRequest, { ...look, class: CLASS, link })).toBe(true)
  expect(v.is(inspectRequest, { ...look, how: 'phone', class: CLASS, link })).toBe(false)
})

it('is over after its last day and gone once it is dropped, and takes no term that is over', async () => {
  const { deps, clerk, clock, keep } = await desk()
  const [one, two] = [await keep({ until: '2026-11-23' }), await keep()]
  await dropLink(deps, clerk, two)
  await expect(openLink(deps, clerk, two)).rejects.toMatchObject({ code: 'not-found' })
  clock.at += 86_400_000
  expect((await listBureauLinks(deps, clerk, all)).rows).toMatchObject([{ id: one, over: true }])
  expect((await listBureauLinks(deps, clerk, { ...all, filter: 'open' })).total).toBe(0)
  expect((await inspectableClasses(deps, clerk))[0]).not.toHaveProperty('link')
  for (const until of ['2026-11-23', '2026-02-30'])
    await expect(keep({ until })).rejects.toMatchObject({ code: 'bad-request' })
})

it('takes addresses of http and https alone, without a password in them', () => {
  const request = { firm: 'f', className: '第一期', until: '2027-01-10' }
  const taken = (typed: string) => v.safeParse(keepLinkRequest, { ...request, address: typed }).success
  expect([address, ` ${address} `, 'http://10.0.0.8/look#x'].map(taken)).toEqual([true, true, true])
  const refused = [
    'javascript:alert(1)',
    'data:text/html,x',
    'ftp://a.cn/x',
    'https://me:pw@a.cn/',
    'school.example.cn',
  ]
  expect(refused.filter(taken)).toEqual([])
})

it('is another bureau’s business in nothing', async () => {
  const { deps, clerk, keep, firmId } = await desk()
  const id = await keep()
  const foreign = { ...clerk, organisation: 'another' }
  await expect(openLink(deps, foreign, id)).rejects.toMatchObject({ code: 'not-found' })
  await expect(dropLink(deps, foreign, id)).rejects.toMatchObject({ code: 'not-found' })
  expect((await listBureauLinks(deps, foreign, all)).total).toBe(0)
  expect(await linkChoices(deps, foreign)).toEqual({ classes: [], firms: [] })
  expect((await linkChoices(deps, clerk)).firms).toEqual([{ id: firmId, name: '示范学校' }])
})
