import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ClassLinks, LinkOpening, MadeLink } from '../../../shared/api/class-links'
import type { Home } from '../../../shared/api/home'
import type { ListPage } from '../../../shared/api/lists'
import type { Look, LookRow } from '../../../shared/api/look'
import { maskName } from '../../../shared/people/mask'
import { inventedId } from '../../../test/support/hr'
import { createApp } from '../../app'
import { School } from '../../claim/school.fixture'

/** The clock stands in the middle of it, on 2026-11-22. */
const period = { from: '2026-11-02', to: '2026-12-11' }
const DAY = 86_400_000
const people = ['王晓明', '欧阳小芳', '李𠮷'].map((name, i) => ({ name, id: inventedId(i + 1) }))

let school: School
let classId: string
beforeAll(async () => {
  school = await School.open()
  const opened = await school.openClass(people, { period })
  classId = opened.id
  const pupil = await school.join(classId, opened.codes[0] ?? '')
  await school.hour(pupil)
  await school.deps.deriver.settle()
  await school.hr.signIn()
})
afterAll(() => school.close())

const of = (id: string) => `/api/classes/${id}/bureau-links`
const read = async (id = classId): Promise<ClassLinks> => (await school.hr.get(of(id))).json()
const send = (path: string, body: object) => school.hr.call('POST', path, body)
const make = async (until = '2027-01-10', id = classId): Promise<MadeLink> =>
  (await send(of(id), { reader: '绥化市人社局', until })).json()
const tokenOf = ({ link }: MadeLink) => new URL(link).hash.slice(1)
const open = (token: string, path = '') =>
  school.fetcher(`http://127.0.0.1:8787/api/look${path}`, { headers: { authorization: `Bearer ${token}` } })
const opened = async (token: string): Promise<Look> => (await open(token)).json()
const refused = async (token: string) => {
  const response = await open(token)
  return { status: response.status, ...(await response.json()) }
}
/** The clock goes back afterwards. */
async function later<T>(ms: number, work: () => Promise<T>): Promise<T> {
  const before = school.clock.ms
  school.clock.ms += ms
  try {
    return await work()
  } finally {
    school.clock.ms = before
  }
}

describe('a read-only link to a class', () => {
  it('takes the place of a 阶段包 a week: the start page asks for neither once one opens', async () => {
    const asked = async () => {
      const home: Home = await (await school.hr.get('/api/home')).json()
      return home.rows.flatMap(({ missing }) => missing.map(({ code }) => code))
    }
    expect(await asked()).toContain('stage')
    const { id } = await make()
    expect(await asked()).not.toContain('stage')
    await send(`/api/bureau-links/${id}/revoke`, { reason: '发错了' })
    expect(await asked()).toContain('stage')
  })

  it('shows that class as its board has it: four columns, hours by source, sites, days, findings and the plan', async () => {
    const made = await make()
    expect(made.link).toMatch(new RegExp(`^http://127\\.0\\.0\\.1:8787/look#${classId}\\.`))
    const seen = await opened(tokenOf(made))
    expect(seen).toMatchObject({
      ...{ reader: '绥化市人社局', until: '2027-01-10', status: 'open' },
      plan: { period, courses: [{ site: 'px.class.com.cn' }] },
      board: { people: 3, studyingNow: 1, signedInToday: 1, sites: [{ site: 'px.class.com.cn', people: 1 }] },
      days: [{ day: '2026-11-22', people: 1 }],
    })
    expect(seen.board.hours.own).toBeGreaterThan(0)
    const page: ListPage<LookRow> = await (await open(tokenOf(made), '/people?sort=number')).json()
    expect(page.rows.map(({ number, name, studying }) => [number, name, studying])).toEqual([
      ['001', '王*明', true],
      ['002', '欧**芳', false],
      ['003', '李*', false],
    ])
  })

  it('holds nobody’s name, ID number, seat or account, wherever one looks', async () => {
    const token = tokenOf(await make())
    const texts = [await (await open(token)).text(), await (await open(token, '/people')).text()]
    const { t, read: q } = school.deps.store
    const seats = await q.select().from(t.seat).where(eq(t.seat.class, classId))
    for (const text of texts) {
      for (const { name, id } of people)
        for (const secret of [name, id, id.slice(-6)]) expect(text).not.toContain(secret)
      for (const { id, person } of seats) for (const secret of [id, person]) expect(text).not.toContain(secret)
    }
    const asked = async (search: string) =>
      (await (await open(token, `/people?search=${encodeURIComponent(search)}`)).json()).total
    expect([await asked('王晓明'), await asked(people[0]?.id ?? ''), await asked('001')]).toEqual([0, 0, 1])
  })

  it('opens its class alone, and asks for all of the secret', async () => {
    const other = await school.openClass([{ name: '赵六', id: inventedId(9) }], { period })
    const [here, there] = [tokenOf(await make()), tokenOf(await make('2027-01-10', other.id))]
    const swapped = `${classId}.${there.split('.')[1]}`
    for (const token of [swapped, here.slice(0, -1), `${here}x`, here.toUpperCase(), ''])
      expect(await refused(token), token).toMatchObject({ status: 403, code: 'not-allowed' })
    expect((await opened(there)).board.people).toBe(1)
  })

  it('is told once: what is kept opens nothing', async () => {
    const token = tokenOf(await make())
    const { t, read: q } = school.deps.store
    const kept = JSON.stringify([await q.select().from(t.classLink), await q.select().from(t.audit), await read()])
    expect(kept).not.toContain(token.split('.')[1])
    for (const { secretIndex } of await q.select().from(t.classLink))
      expect(await refused(`${classId}.${secretIndex}`)).toMatchObject({ code: 'not-allowed' })
  })

  it('ends by itself after its last day, and says whom to ask for another', async () => {
    const token = tokenOf(await make('2026-11-23'))
    // 16:00 in UTC is the end of the Beijing day.
    expect((await later(DAY, () => opened(token))).until).toBe('2026-11-23')
    const over = await later(2 * DAY, () => refused(token))
    expect(over).toMatchObject({ status: 403, message: expect.stringMatching(/2026-11-23 到期.*要新的链接/) })
  })

  it('is ended by the firm at once, with a reason that is kept, and once alone', async () => {
    const made = await make()
    const end = () => send(`/api/bureau-links/${made.id}/revoke`, { reason: '换人负责' })
    const links: ClassLinks = await (await end()).json()
    expect(links.links.find(({ id }) => id === made.id)).toMatchObject({
      state: 'revoked',
      revoked: { reason: '换人负责', by: '王老师' },
    })
    expect(await refused(tokenOf(made))).toMatchObject({ message: expect.stringContaining('已被培训单位停用') })
    expect((await end()).status).toBe(409)
  })

  it('tells the firm of every visit, once however long the page stays open, and audits it', async () => {
    const made = await make()
    await Promise.all([open(tokenOf(made)), open(tokenOf(made), '/people')])
    await open(tokenOf(made))
    await later(3_600_000, () => open(tokenOf(made)))
    const own = async (): Promise<LinkOpening[]> =>
      (await (await school.hr.get(`/api/classes/${classId}/link-openings`)).json()).rows.filter(
        ({ link }: LinkOpening) => link === made.id,
      )
    expect(await own()).toMatchObject([
      { reader: '绥化市人社局', from: '127.0.0.1' },
      { reader: '绥化市人社局', from: '127.0.0.1' },
    ])
    expect((await read()).links.find(({ id }) => id === made.id)).toMatchObject({ openings: 2 })
    const { t, read: q } = school.deps.store
    const audited = await q
      .select()
      .from(t.audit)
      .where(eq(t.audit.actor, `link:${made.id}`))
    expect(audited.map(({ action, subject }) => [action, subject])).toEqual([
      ['class-link.open', classId],
      ['class-link.open', classId],
    ])
  })

  it('ends 30 days after the class unless another day is chosen: none that is over, none further than a year', async () => {
    expect((await read()).suggested.until).toBe('2027-01-10')
    for (const until of ['2026-11-21', '2026-02-30', '2028-01-01'])
      expect((await send(of(classId), { reader: '绥化市人社局', until })).status, until).toBe(400)
    expect((await send(of(classId), { reader: ' ', until: '2027-01-10' })).status).toBe(400)
  })

  it('is made for a running class alone; those that were made before go on to their end', async () => {
    const other = await school.openClass([{ name: '赵六', id: inventedId(9) }], { period })
    const made = await make('2027-01-10', other.id)
    await send(`/api/classes/${other.id}/close`, { reason: '到期' })
    expect((await send(of(other.id), { reader: '绥化市人社局', until: '2027-01-10' })).status).toBe(409)
    expect(await opened(tokenOf(made))).toMatchObject({ status: 'closed' })
  })

  it('slows down who guesses, and nobody who holds a link', async () => {
    const token = tokenOf(await make())
    const app = createApp(school.deps, { tls: false, openDeviceRoutes: false })
    const ask = async (value: string, path = '/api/look') =>
      (
        await app.request(
          path,
          { headers: { authorization: `Bearer ${value}` } },
          { incoming: { socket: { remoteAddress: '127.0.0.1' } } },
        )
      ).status
    for (let i = 0; i < 60; i++) expect(await ask(token)).toBe(200)
    const answers: number[] = []
    for (let i = 0; i < 31; i++)
      answers.push(await ask(`${classId}.${'x'.repeat(43)}`, i % 2 ? '/api/look' : '/api/look/people'))
    expect(answers.slice(0, 30).every((status) => status === 403)).toBe(true)
    expect(answers.at(-1)).toBe(429)
  })

  it('is kept by nobody on the way, and crosses no network in the clear', async () => {
    const token = tokenOf(await make())
    const response = await open(token)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.get('referrer-policy')).toBe('no-referrer')
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
    const far = await createApp(school.deps, { tls: false, openDeviceRoutes: true }).request(
      '/api/look',
      { headers: { authorization: `Bearer ${token}` } },
      { incoming: { socket: { remoteAddress: '10.0.0.7' } } },
    )
    expect(await far.json()).toMatchObject({ code: 'insecure-transport' })
  })
})

it('masks a name so that two of three signs remain, and one of two', () => {
  expect(['王晓明', '李𠮷', '欧阳小芳', '阿卜杜拉·买买提', '王'].map(maskName)).toEqual([
    ...['王*明', '李*', '欧**芳', '阿***提', '王*'],
  ])
})
