import * as v from 'valibot'
import { expect, it } from 'vitest'
import { boardQuery } from '../../shared/api/board'
import { claimPeopleQuery, claimsQuery } from '../../shared/api/claims'
import { linkOpeningsQuery, madeLink } from '../../shared/api/class-links'
import { absencesQuery, lessonsQuery, retrainingQuery, taughtQuery } from '../../shared/api/lessons'
import {
  appealsQuery,
  attendanceQuery,
  classesQuery,
  devicesQuery,
  findingsQuery,
  handInsQuery,
  papersQuery,
  pendingQuery,
  peopleQuery,
  plansQuery,
  questionsQuery,
  resultsQuery,
  rosterQuery,
} from '../../shared/api/lists'
import { importedQuery, importsQuery } from '../../shared/api/sources'
import { dayOf } from '../../shared/calendar/beijing'
import { PHONE_CONSENT_VERSION } from '../../shared/reach/phone-consent'
import { steady } from '../../test/support/device'
import { type Hr, inventedId } from '../../test/support/hr'
import { course, lesson, ORIGIN, openApp } from '../app.fixture'
import { onPostgres } from '../db/each-database'
import { beginPaper } from '../exam/papers'
import { ask as askTeacher } from '../training/questions'

/** A test of the class, with a paper that somebody has begun. */
async function testWithPaper(
  { deps }: Pick<Awaited<ReturnType<typeof openApp>>, 'deps'>,
  hr: Hr,
  id: string,
  seat: string,
) {
  const file = '题型,题目,选项A,选项B,答案\n单选题,下列正确的是,甲,乙,A\n'
  const bank = await (await hr.call('POST', '/api/question-banks?title=题库', file)).json()
  const none = { count: 0, points: 1 }
  const terms = {
    single: { count: 1, points: 100 },
    multiple: none,
    judge: none,
    minutes: 9,
    attempts: 1,
    passMark: 60,
  }
  const made = await hr.call('POST', `/api/classes/${id}/tests`, { title: '测试', bank: bank.id, terms })
  const [{ id: test }] = await made.json()
  await beginPaper(deps, seat, test, PHONE_CONSENT_VERSION)
  return String(test)
}

/** Somebody looks at a class by a read-only link of it. */
async function looked({ fetcher }: Pick<Awaited<ReturnType<typeof openApp>>, 'fetcher'>, hr: Hr, id: string) {
  const asked = { reader: '人社局', until: dayOf(Date.now()) }
  const { link } = v.parse(madeLink, await (await hr.call('POST', `/api/classes/${id}/bureau-links`, asked)).json())
  const headers = { authorization: `Bearer ${new URL(link).hash.slice(1)}` }
  for (const path of ['/api/look', '/api/look/people?sort=number'])
    expect((await fetcher(ORIGIN + path, { headers })).status, path).toBe(200)
}

/** Every list in every order and with every filter, with somebody in each; then the start page and the export of each. */
async function askEverything(databaseUrl?: string): Promise<Record<string, number>> {
  const app = await openApp({}, undefined, databaseUrl === undefined ? {} : { databaseUrl })
  const { hr, opened, slips, joined, begin } = await app.openedClass()
  const { device } = await joined(0)
  await hr.call('POST', '/api/plans', { type: 'employment' })
  const at = Date.now() - 60_000
  device.watch(course, lesson, [[{ ...steady(at, 30_000), rate: 3000, to: 90_000 }]])
  await device.handIn()
  await device.ask(
    '/appeal',
    device.appealLine({ kind: 'deduction', from: at, to: at + 30_000, reason: 'rate' }, '没有'),
  )
  await hr.handIn(opened.id, device.handInFile())
  const question = (n: number) => String(n).repeat(32)
  for (const n of [1, 2])
    await askTeacher(app.deps, slips[0]?.seat ?? '', {
      ...{ id: question(n), text: '作业交到哪里？', consent: PHONE_CONSENT_VERSION },
    })
  expect((await hr.call('POST', `/api/questions/${question(1)}`, { text: '平台“作业”页' })).status).toBe(200)
  const test = await testWithPaper(app, hr, opened.id, slips[0]?.seat ?? '')
  const other = app.device()
  await other.join({ classCode: opened.code, name: '李𠮷', lastSix: inventedId(2).slice(-6) })
  begin(other)
  const key = (await hr.class(opened.id)).plan.courses[0]?.key ?? ''
  const held = {
    form: 'offline',
    practice: true,
    course: key,
    content: '翻身',
    teacher: '周老师',
    place: '实训室',
    hours: '1',
  }
  const lessonAt = { ...held, from: Date.now() - 7_200_000, to: Date.now() - 3_600_000 }
  const { id } = await (await hr.call('POST', `/api/classes/${opened.id}/lessons`, lessonAt)).json()
  const seats = slips.map(({ seat }, i) => ({ seat, present: i > 0 }))
  expect((await hr.call('POST', `/api/lessons/${id}/roll`, { how: 'roll', people: seats })).status).toBe(200)
  await app.deps.deriver.settle()
  await app.deps.finder.settle(opened.id)
  const record = new TextEncoder().encode(`姓名,课程,课节,时长（分钟）\n王晓明,${course.title},第一节,30\n`)
  const choices = JSON.stringify({ kind: 'study', platform: 'px.class.com.cn' })
  expect(
    (await hr.call('POST', `/api/classes/${opened.id}/sources?${new URLSearchParams({ choices })}`, record)).status,
  ).toBe(200)
  await looked(app, hr, opened.id)
  const ofClass = (list: string) => `/classes/${opened.id}/${list}`
  const lists = {
    '/classes': classesQuery,
    '/people': peopleQuery,
    '/plans': plansQuery,
    '/claims': claimsQuery,
    '/appeals': appealsQuery,
    '/questions': questionsQuery,
    [ofClass('roster')]: rosterQuery,
    [ofClass('board/people')]: boardQuery,
    [ofClass('findings')]: findingsQuery,
    [ofClass('link-openings')]: linkOpeningsQuery,
    [ofClass('appeals')]: appealsQuery,
    [ofClass('devices')]: devicesQuery,
    [ofClass('pending')]: pendingQuery,
    [ofClass('hand-ins')]: handInsQuery,
    [ofClass('lessons')]: lessonsQuery,
    [ofClass('absences')]: absencesQuery,
    [ofClass('retraining')]: retrainingQuery,
    [ofClass('teaching-log')]: taughtQuery,
    [ofClass('imports')]: importsQuery,
    [ofClass('imported')]: importedQuery,
    [ofClass('results')]: resultsQuery,
    [`/tests/${test}/papers`]: papersQuery,
  }
  const totals: Record<string, number> = {}
  const ask = async (path: string, query: string) => {
    const { total } = await hr.list(`/api${path}`, query)
    totals[`${path.replace(opened.id, ':id').replace(test, ':id')}?${query}`] = total
  }
  for (const [path, { entries }] of Object.entries(lists)) {
    for (const sort of entries.sort.wrapped.options)
      for (const order of ['up', 'down']) await ask(path, `sort=${sort}&order=${order}`)
    for (const filter of entries.filter.wrapped.options)
      await ask(path, `filter=${filter}&search=${encodeURIComponent('晓明')}`)
    await hr.file('GET', `/api/exports${path}`)
  }
  const { id: claim } = await (await hr.call('POST', '/api/claims', { classes: [opened.id] })).json()
  for (const sort of claimPeopleQuery.entries.sort.wrapped.options)
    for (const filter of claimPeopleQuery.entries.filter.wrapped.options) {
      const { total } = await hr.list(`/api/claims/${claim}/people`, `sort=${sort}&filter=${filter}`)
      totals[`/claims/:claim/people?${sort} ${filter}`] = total
    }
  expect((await hr.get('/api/claimable-classes')).status).toBe(200)
  for (const sort of attendanceQuery.entries.sort.wrapped.options) await ask(ofClass('attendance'), `sort=${sort}`)
  await ask(ofClass('attendance'), `filter=${dayOf(Date.now())}&search=001`)
  await hr.file('GET', `/api/exports${ofClass('attendance')}`)
  expect((await hr.get('/api/home')).status).toBe(200)
  for (const read of ['health', 'board', 'board/charts', 'board/urge'])
    expect((await hr.get(`/api/classes/${opened.id}/${read}`)).status, read).toBe(200)
  return totals
}

it('every list answers in every order and with every filter it has', async () => {
  const totals = await askEverything()
  expect(totals).toMatchObject({
    '/classes?sort=created&order=up': 1,
    '/people?sort=credited&order=down': 2,
    '/plans?sort=classes&order=down': 1,
    '/classes/:id/roster?sort=last&order=up': 2,
    '/classes/:id/board/people?sort=whole&order=down': 2,
    '/classes/:id/link-openings?sort=reader&order=up': 1,
    '/classes/:id/devices?sort=people&order=up': 1,
    '/classes/:id/appeals?sort=at&order=up': 1,
    '/classes/:id/attendance?sort=day': 1,
    '/classes/:id/hand-ins?sort=made&order=up': 1,
    '/classes/:id/imports?sort=platform&order=up': 1,
    [`/classes/:id/imported?filter=乙&search=${encodeURIComponent('晓明')}`]: 1,
    '/questions?sort=waiting&order=up': 2,
    '/classes/:id/lessons?sort=from&order=up': 1,
    '/classes/:id/teaching-log?sort=from&order=up': 1,
    [`/classes/:id/absences?filter=open&search=${encodeURIComponent('晓明')}`]: 1,
    [`/questions?filter=open&search=${encodeURIComponent('晓明')}`]: 1,
  })
})

onPostgres('lists', ({ open, url }) => {
  it('answer on PostgreSQL what they answer on SQLite', async () => {
    const store = await open()
    await store.close()
    const there = await askEverything(url())
    expect(there).toEqual(await askEverything())
  })
})
