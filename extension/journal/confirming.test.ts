import { beforeAll, describe, expect, it } from 'vitest'
import { nodeCrypto } from '../../server/crypto'
import { ruleRef } from '../../shared/site/hash'
import type { PageDescription, Playing } from '../messages'
import { builtIn } from '../sites'
import { course, type Device, entriesOf, joinByCode, openDevice, openSchool, page, type School } from '../test/seat'
import { answerFrame, answerPage } from './dispatch'
import { sealNow } from './lifecycle'
import { nowPlaying } from './live'

let school: School
beforeAll(async () => {
  school = await openSchool(10)
  return () => school.close()
})

const generic = builtIn.find(({ id }) => id === 'generic')
const guess = (lesson = '/course/7/play/1'): PageDescription => ({
  ...page(),
  rule: generic ? ruleRef(nodeCrypto, generic) : '',
  course: { key: '首页', title: '首页' },
  lesson: { key: lesson, title: '在线学习' },
})
const playing: Playing = { kind: 'video', state: 'advancing', rate: 1000 }
const report = (device: Device, view: string, page: PageDescription, ms: number) => {
  device.show(page)
  const wall = device.desk.recorder.now() - ms
  const span = { wall, ms, from: 0, to: ms, rate: 1000, visible: true, pip: false, muted: false, samples: 9, gap: 900 }
  const input = { view, playing, first: 0, spans: [span], closed: false, ended: false, gaps: [], page }
  return device.desk.watching.watch(input, 1, 0)
}
const checkOf = async ({ desk: { recorder } }: Device) => {
  const [now] = nowPlaying(await recorder.db.getAll('views'), await recorder.db.getAll('chains'), recorder.now())
  return now?.check
}

describe('a site that no rule knows', () => {
  it('is asked about once for a course; from then on, and from the beginning of what plays, it is what the trainee said', async () => {
    let now = Date.now()
    const device = await openDevice({ now: () => now })
    const chain = await joinByCode(device, school, 0)
    now += 10_000
    await report(device, 'v', guess(), 8000)
    const check = await checkOf(device)
    expect(check).toMatchObject({ course: '首页', lesson: '在线学习', courses: [{ title: course.title }] })
    if (!check) return
    const own = check.courses[0] ?? course
    await answerPage(device.desk, {
      type: 'confirm',
      input: { site: check.site, read: check.read, course: own, lesson: '第一讲 触电' },
    })
    now += 4000
    await report(device, 'v', guess(), 12_000)
    expect(await checkOf(device)).toBeUndefined()
    await report(device, 'w', guess('/course/7/play/2'), 3000)
    expect(await checkOf(device)).toBeUndefined()
    await sealNow(device.desk)
    const entries = await entriesOf(device, chain)
    const views = entries.filter(({ kind }) => kind === 'view').map(({ body }) => body)
    expect(views).toMatchObject([
      { course: own, lesson: { key: '/course/7/play/1', title: '第一讲 触电' }, confirmed: true },
      { course: own, lesson: { key: '/course/7/play/2', title: '在线学习' }, confirmed: true },
    ])
    expect(entries.filter(({ kind }) => kind === 'watch')).toHaveLength(2)
    await device.desk.sync.all({ now: true })
    const [row] = (await school.hr.class(school.classId)).roster
    expect(row?.credited).toBeGreaterThan(0)
  })

  it('whose pages all bear one title is asked about anew for another course; a title that names its course is enough', async () => {
    let now = Date.now()
    const device = await openDevice({ now: () => now })
    await joinByCode(device, school, 5)
    const say = async (course: { key: string; title: string }) => {
      const { site = '', read = {} } = (await checkOf(device)) ?? {}
      await answerPage(device.desk, { type: 'confirm', input: { site, read, course } })
    }
    const plays = async (view: string, page: PageDescription) => {
      now += 20_000
      await report(device, view, page, 2000)
      return checkOf(device)
    }
    expect(await plays('a', guess('/course/7/play/1'))).toBeDefined()
    await say(course)
    expect(await plays('b', guess('/course/7/play/2'))).toBeUndefined()
    const other = await plays('c', guess('/course/8/play/1'))
    expect(other).toMatchObject({ course: '首页', read: { course: '首页', lesson: '/course/8/play/1' } })
    const titled = (lesson: string) => ({ ...guess(lesson), course: { key: '消防', title: '消防' } })
    expect(await plays('d', titled('/play?id=1'))).toBeDefined()
    await say({ key: '消防', title: '消防' })
    expect(await plays('e', titled('/play?id=2'))).toBeUndefined()
  })

  it('is corrected from here on when the trainee says it anew; what is written stays', async () => {
    let now = Date.now()
    const device = await openDevice({ now: () => now })
    const chain = await joinByCode(device, school, 6)
    const from = now
    const plays = async (ms: number) => {
      now = from + ms
      await report(device, 'v', guess(), ms)
    }
    const say = (title: string) => {
      const read = { course: '首页', lesson: '/course/7/play/1' }
      return answerPage(device.desk, {
        type: 'confirm',
        input: { site: page().site, read, course: { key: title, title } },
      })
    }
    await plays(4000)
    await say('别的课程')
    await plays(8000)
    await sealNow(device.desk)
    const [shown] = nowPlaying(
      await device.desk.recorder.db.getAll('views'),
      await device.desk.recorder.db.getAll('chains'),
      now,
    )
    expect(shown?.confirmed).toMatchObject({ course: '别的课程', read: { course: '首页' } })
    await say(course.title)
    for (const ms of [12_000, 16_000, 20_000]) await plays(ms)
    await sealNow(device.desk)
    const views = (await entriesOf(device, chain)).flatMap(({ kind, body }) => (kind === 'view' ? [body] : []))
    expect(views).toMatchObject([{ course: { title: '别的课程' } }, { course: { title: course.title } }])
  })

  it('a page that a rule of its site read is not asked about', async () => {
    const device = await openDevice()
    await joinByCode(device, school, 1)
    await report(device, 'v', page(), 2000)
    expect(await checkOf(device)).toBeUndefined()
  })
})

describe('a score whose course no rule knows', () => {
  const shown = { ...guess('/score'), score: { value: '85.5', max: '100', raw: '考试成绩：85.5分' } }
  const scores = async (device: Device, chain: string) =>
    (await entriesOf(device, chain)).filter(({ kind }) => kind === 'score').map(({ body }) => body)

  it('waits for the trainee and then stands as confirmed by them, once', async () => {
    const device = await openDevice()
    const chain = await joinByCode(device, school, 2)
    await answerFrame(device.desk, { type: 'page', input: shown }, 1, 0)
    expect(await scores(device, chain)).toEqual([])
    expect((await device.desk.recorder.state()).score?.page.score?.value).toBe('85.5')
    await answerPage(device.desk, { type: 'confirmScore', input: { course } })
    expect(await scores(device, chain)).toMatchObject([{ value: '85.5', max: '100', source: 'trainee', course }])
    await answerFrame(device.desk, { type: 'page', input: shown }, 1, 0)
    expect((await device.desk.recorder.state()).score).toBeUndefined()
    expect(await scores(device, chain)).toHaveLength(1)
  })

  it('of a page that bears the name of a course in the plan waits all the same; another one of the same words is asked about too', async () => {
    const device = await openDevice()
    const chain = await joinByCode(device, school, 8)
    const named = { ...shown, course: { key: course.title, title: course.title } }
    for (const lesson of ['/score/1', '/score/2']) {
      const page = { ...named, lesson: { key: lesson, title: '考试' } }
      await answerFrame(device.desk, { type: 'page', input: page }, 1, 0)
      expect((await device.desk.recorder.state()).score?.page.lesson?.key).toBe(lesson)
      await answerPage(device.desk, { type: 'confirmScore', input: { course } })
    }
    expect(await scores(device, chain)).toMatchObject([{ source: 'trainee' }, { source: 'trainee' }])
  })

  it('that a rule knows to be a guess waits, and one beside an enrolment does', async () => {
    const device = await openDevice()
    const chain = await joinByCode(device, school, 9)
    const courses = [{ course, enrolment: { state: '学习中' } }]
    await answerFrame(
      device.desk,
      { type: 'page', input: { ...page(), ...shown, rule: page().rule, course, guess: true, courses } },
      1,
      0,
    )
    expect(await scores(device, chain)).toEqual([])
    expect((await device.desk.recorder.state()).score?.page.score?.value).toBe('85.5')
  })

  it('that is none of theirs is not asked about again', async () => {
    const device = await openDevice()
    const chain = await joinByCode(device, school, 3)
    await answerFrame(device.desk, { type: 'page', input: shown }, 1, 0)
    await answerPage(device.desk, { type: 'confirmScore', input: {} })
    await answerFrame(device.desk, { type: 'page', input: shown }, 1, 0)
    expect((await device.desk.recorder.state()).score).toBeUndefined()
    expect(await scores(device, chain)).toEqual([])
  })
})

describe('what else a page shows', () => {
  it('questions, answers and the sign-in mark of the platform are written once each', async () => {
    let now = Date.parse('2026-11-20T06:00:00Z')
    const device = await openDevice({ now: () => now })
    const chain = await joinByCode(device, school, 4)
    const at = now - 60_000
    const seen = {
      ...page(),
      posts: [{ role: 'asked' as const, at }, { role: 'asked' as const }, { role: 'answered' as const, at: at + 1 }],
      signin: { state: '已签到' },
      courses: [{ course, enrolment: { state: '学习中' } }],
    }
    for (let i = 0; i < 3; i++) await answerFrame(device.desk, { type: 'page', input: seen }, 1, 0)
    const kinds = async () =>
      (await entriesOf(device, chain)).flatMap(({ kind, body }) =>
        kind === 'qa' || kind === 'enrol' ? [body.state ?? body.role] : [],
      )
    expect(await kinds()).toEqual(['学习中', '已签到', 'asked', 'asked', 'answered'])
    now += 86_400_000
    await answerFrame(device.desk, { type: 'page', input: seen }, 1, 0)
    expect(await kinds()).toEqual(['学习中', '已签到', 'asked', 'asked', 'answered', '已签到'])
  })

  it('a post that says only how long ago it was is written without a time, as often as there are such; shown with its time later, it is the same', async () => {
    let now = Date.parse('2026-11-20T06:00:00Z')
    const device = await openDevice({ now: () => now })
    const chain = await joinByCode(device, school, 7)
    const show = (...ats: (number | undefined)[]) => {
      const posts = ats.map((at) => ({ role: 'asked' as const, ...(at !== undefined && { at }) }))
      return answerFrame(device.desk, { type: 'page', input: { ...page(), posts } }, 1, 0)
    }
    const written = async () =>
      (await entriesOf(device, chain)).filter(({ kind }) => kind === 'qa').map(({ body }) => body.at)
    const asked = now - 3 * 3_600_000
    await show(undefined)
    await show(undefined)
    expect(await written()).toEqual([undefined])
    now += 86_400_000
    await show(undefined, asked)
    expect(await written()).toEqual([undefined, asked])
    await show(undefined, asked, undefined)
    expect(await written()).toEqual([undefined, asked, undefined])
    now += 86_400_000
    const later = now - 1000
    await show(asked, now - 90_000_000, later)
    await show(asked, now - 90_000_000, later)
    expect(await written()).toEqual([undefined, asked, undefined, later])
  })
})
