import { eq } from 'drizzle-orm'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Publish } from '../../../shared/api/bureau-publicity'
import { TestClock } from '../../access/access.fixture'
import { from, ORIGIN } from '../../app.fixture'
import { listPublicPeople } from '../../lists/public-people'
import { readTables } from '../../training/roster/read-table'
import { openBureau } from '../bureau.fixture'
import { clearPublicity } from './clear'
import { answerObjection, recordObjection, showObjector } from './objections'
import { publicityDetail, publicityTerm } from './publicity-detail'
import { publicityPaper } from './publicity-paper'
import { publish } from './publish'
import { takeOff } from './take-off'

const notice: Omit<Publish, 'claims'> = {
  ...{ title: '2026年第一批线上职业技能培训补贴公示', standard: '每课时 30 元', phone: '0455-8000000' },
  ...{ place: '绥化市人社局职业能力建设科', days: 5 },
}
const twins = [
  { name: '王晓明', idNumber: '231202199001010007' },
  { name: '王晓明', idNumber: '231202199001020007' },
]
const all = { page: 1, size: 50, search: '', filter: '' } as const
const said = {
  ...({ how: 'phone', who: '张三', contact: '13900000000', said: '名单里的王晓明没有参加过培训' } as const),
}

async function desk(start = '2026-11-23T02:00:00Z') {
  const clock = new TestClock()
  clock.at = Date.parse(start)
  const bureau = await openBureau({}, clock)
  onTestFinished(bureau.close)
  const hr = await bureau.member('hr')
  const manager = await bureau.member('manager')
  const firm = await bureau.firm('示范职业培训学校')
  const agreed = (people = twins) => bureau.claim(firm, people, { status: 'agreed' })
  const { t, read } = bureau.deps.store
  const status = async (id: string) =>
    (await read.select({ status: t.bureauClaim.status }).from(t.bureauClaim).where(eq(t.bureauClaim.id, id)))[0]?.status
  const get = (path: string) => bureau.app.request(ORIGIN + path, {}, from('127.0.0.1'))
  const put = async (...claims: string[]) => publish(bureau.deps, hr, { ...notice, claims })
  return {
    ...bureau,
    clock,
    hr,
    manager,
    agreed,
    status,
    get,
    put,
    day: (text: string) => (clock.at = Date.parse(`${text}T02:00:00Z`)),
  }
}

describe('a list put up for the public', () => {
  it('names people, standard and amount; tells two who are alike apart by one digit; and has no phone, account or category in it', async () => {
    const { agreed, put, get } = await desk()
    const id = await put(await agreed())
    const page = await get(`/public/${id}`)
    const text = await page.text()
    for (const shown of [
      '231202*******10007',
      '231202*******20007',
      '30.00 元/课时',
      '1,000.00',
      '0455-8000000',
      '2026-11-30',
    ])
      expect(text).toContain(shown)
    for (const hidden of ['1990', '13800001234', '0912000000001', '工商银行', '农村转移'])
      expect(text).not.toContain(hidden)
    expect(page.headers.get('set-cookie')).toBeNull()
    expect(await (await get('/public')).text()).toContain(notice.title)
    expect((await get('/public/publicity.css')).headers.get('content-type')).toContain('text/css')
  })

  it('tells somebody apart from another of the same name in a list that is up already, and no more once that is over', async () => {
    const { agreed, put, deps, hr, manager, day } = await desk()
    const [one, other] = twins
    if (!one || !other) throw new Error('two people')
    const shown = async (id: string) => (await listPublicPeople(deps, hr, id, all)).rows.map((row) => row.idShown)
    const first = await put(await agreed([one]))
    expect(await shown(first)).toEqual(['231202********0007'])
    const second = await put(await agreed([other]))
    expect(await shown(second)).toEqual(['231202*******20007'])
    day('2026-12-01')
    for (const id of [first, second]) await clearPublicity(deps, manager, id)
    expect(await shown(await put(await agreed([one])))).toEqual(['231202********0007'])
  })

  it('is the same in the workbook, and as PDF', async () => {
    const { deps, agreed, put, hr, get } = await desk()
    const id = await put(await agreed())
    const tables = await readTables(new Uint8Array(await (await get(`/public/${id}/list.xlsx`)).arrayBuffer()))
    const text = JSON.stringify(tables[0]?.rows)
    expect(text).toContain('231202*******10007')
    expect(text).toContain('2,000.00')
    expect(text).not.toMatch(/13800001234|0912000000001|19900101/)
    const { file } = await publicityPaper(deps, hr, id, 'pdf')
    expect(Buffer.from(file.subarray(0, 5)).toString()).toBe('%PDF-')
  })

  it('shows names while the period runs and none after its last day', async () => {
    const { agreed, put, get, day } = await desk()
    const id = await put(await agreed())
    day('2026-11-30')
    expect(await (await get(`/public/${id}`)).text()).toContain('王晓明')
    day('2026-12-01')
    const after = await (await get(`/public/${id}`)).text()
    expect(after).toContain('公示已结束')
    expect(after).not.toContain('王晓明')
    expect((await get(`/public/${id}/list.xlsx`)).status).toBe(404)
    expect(await (await get('/public')).text()).not.toContain(notice.title)
  })

  it('escapes what somebody typed', async () => {
    const { deps, hr, agreed, get } = await desk()
    const id = await publish(deps, hr, { ...notice, title: '<script>x</script>', claims: [await agreed()] })
    expect(await (await get(`/public/${id}?q=${encodeURIComponent('"><b>')}`)).text()).not.toMatch(
      /<script>|<b>"|"><b>/,
    )
  })

  it('may not say in its words that its people are poor, ill or sentenced', async () => {
    const { deps, hr, agreed } = await desk()
    const claims = [await agreed()]
    await expect(publish(deps, hr, { ...notice, claims, title: '残疾人线上培训补贴公示' })).rejects.toMatchObject({
      code: 'bad-request',
    })
  })

  it('is made of agreed claims alone, each once', async () => {
    const { deps, hr, agreed, put, claim, firm, status } = await desk()
    await expect(put(await claim(await firm('别家'), twins))).rejects.toMatchObject({ code: 'conflict' })
    const one = await agreed()
    await put(one)
    expect(await status(one)).toBe('published')
    await expect(publish(deps, hr, { ...notice, claims: [one] })).rejects.toMatchObject({ code: 'conflict' })
  })
})

describe('the period', () => {
  it.each([
    ['2020-02-20', '2020-02-27', false],
    ['2020-04-29', '2020-05-09', false],
    ['2020-09-28', '2020-10-12', false],
    ['2026-09-24', '2026-10-09', false],
    ['2026-12-28', '2027-01-04', true],
  ])('put up on %s runs to %s', async (opens, last, tentative) => {
    const { deps, hr } = await desk(`${opens}T15:59:00Z`)
    expect(await publicityTerm(deps, hr, 5)).toEqual({ days: 5, opens, last, tentative })
  })

  it('says 暂定 to the public where it touches a year without a notice', async () => {
    const { agreed, put, get } = await desk('2026-12-28T02:00:00Z')
    expect(await (await get(`/public/${await put(await agreed())}`)).text()).toContain('暂定')
  })

  it('ends for nobody before it is over; then its claims can be paid', async () => {
    const { deps, hr, agreed, put, status, day } = await desk()
    const claim = await agreed()
    const id = await put(claim)
    day('2026-11-30')
    await expect(clearPublicity(deps, hr, id)).rejects.toMatchObject({ code: 'conflict' })
    day('2026-12-01')
    expect(await clearPublicity(deps, hr, id)).toBe(1)
    expect(await status(claim)).toBe('cleared')
    expect(await publicityDetail(deps, hr, id)).toMatchObject({
      state: 'cleared',
      last: '2026-11-30',
      tentative: false,
    })
  })
})

describe('an objection', () => {
  it('holds up the claim it is about until it is answered, and no other', async () => {
    const { deps, hr, manager, agreed, put, status, day } = await desk()
    const [one, two] = [await agreed(), await agreed([{ name: '李强', idNumber: '231202198505050013' }])]
    const id = await put(one, two)
    const objection = await recordObjection(deps, hr, id, { ...said, day: '2026-11-23', position: 1 })
    day('2026-12-01')
    expect(await clearPublicity(deps, hr, id)).toBe(1)
    expect([await status(one), await status(two)]).toEqual(['published', 'cleared'])
    await expect(clearPublicity(deps, hr, id)).rejects.toMatchObject({ message: expect.stringContaining('异议') })
    await answerObjection(deps, manager, objection, { outcome: 'unfounded', answer: '已核对签到和学习记录' })
    expect(await clearPublicity(deps, hr, id)).toBe(1)
    expect(await status(one)).toBe('cleared')
  })

  it('about the whole list holds up all of it', async () => {
    const { deps, hr, agreed, put, day } = await desk()
    const id = await put(await agreed())
    await recordObjection(deps, hr, id, { ...said, day: '2026-11-23' })
    day('2026-12-01')
    await expect(clearPublicity(deps, hr, id)).rejects.toMatchObject({ code: 'conflict' })
  })

  it('that is right takes the claim off, to be reviewed again; the public no longer sees it', async () => {
    const { deps, hr, manager, agreed, put, status, get } = await desk()
    const [one, two] = [await agreed(), await agreed([{ name: '李强', idNumber: '231202198505050013' }])]
    const id = await put(one, two)
    const objection = await recordObjection(deps, hr, id, { ...said, day: '2026-11-23', claim: one })
    await answerObjection(deps, manager, objection, { outcome: 'upheld', answer: '确实没有参加' })
    expect(await status(one)).toBe('received')
    const text = await (await get(`/public/${id}`)).text()
    expect(text).toContain('李强')
    expect(text).toContain('共 1 人，合计 1,000.00 元')
    expect(text).not.toContain('王晓明')
    expect((await listPublicPeople(deps, hr, id, { ...all, filter: 'off' })).total).toBe(2)
    await expect(
      answerObjection(deps, manager, objection, { outcome: 'unfounded', answer: '再次' }),
    ).rejects.toMatchObject({
      code: 'conflict',
    })
  })

  it('keeps who said it away from every list, and shows it with a record of who looked', async () => {
    const { deps, hr, agreed, put, member } = await desk()
    const id = await put(await agreed())
    const objection = await recordObjection(deps, hr, id, { ...said, day: '2026-11-23' })
    expect(JSON.stringify(await publicityDetail(deps, hr, id))).not.toMatch(/张三|13900000000/)
    expect(await showObjector(deps, hr, objection)).toEqual({ who: '张三', contact: '13900000000' })
    await expect(showObjector(deps, await member('auditor'), objection)).rejects.toMatchObject({ code: 'not-allowed' })
    const { t, read } = deps.store
    const shown = await read.select().from(t.audit).where(eq(t.audit.action, 'objection.show'))
    expect(shown).toHaveLength(1)
  })
})

it('a claim taken off leaves the rest up; one with a newer version is not cleared with what was put up of the old', async () => {
  const { deps, hr, manager, agreed, put, status, day } = await desk()
  const [one, two, three] = [await agreed(), await agreed(), await agreed()]
  const id = await put(one, two, three)
  await takeOff(deps, manager, id, { claim: one, reason: '单位撤回申请' })
  const { t, tx } = deps.store
  await tx((q) => q.update(t.bureauClaim).set({ version: 2 }).where(eq(t.bureauClaim.id, two)))
  day('2026-12-01')
  expect(await clearPublicity(deps, hr, id)).toBe(1)
  expect([await status(one), await status(two), await status(three)]).toEqual(['received', 'published', 'cleared'])
  expect((await publicityDetail(deps, hr, id)).state).toBe('open')
})
