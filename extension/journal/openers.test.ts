import { beforeAll, expect, it } from 'vitest'
import type { PageDescription } from '../messages'
import { course, entriesOf, joinByCode, openDevice, openSchool, page, type School } from '../test/seat'
import { answerFrame } from './dispatch'
import { sealNow } from './lifecycle'
import type { Tabs } from './openers'

let school: School
beforeAll(async () => {
  school = await openSchool(5)
  return () => school.close()
})

const own = { key: 'c-9', title: '第二章 隐患排查' }
const subject = (more: Partial<PageDescription> = {}): PageDescription => ({
  ...page(),
  course,
  page: 'subject',
  ...more,
})
const lesson: PageDescription = { ...page(), course: own, page: 'course', opener: ['subject'] }

/** Tabs whose opener shows this, until it is gone. */
function tabs(shown: PageDescription | undefined) {
  const kept = new Map<string, unknown>()
  const state = { shown }
  const of: Tabs = {
    opener: async () => state.shown,
    recall: async (name) => kept.get(name),
    keep: async (name, value) => void kept.set(name, value),
  }
  return { of, state }
}

async function study(n: number, of: Tabs, then: () => void = () => undefined) {
  const device = await openDevice({ tabs: of })
  const chain = await joinByCode(device, school, n)
  device.show(lesson)
  const wall = device.desk.recorder.now() + 1000
  const report = (ms: number) => {
    const span = {
      wall,
      ms,
      from: 0,
      to: ms,
      rate: 1000,
      visible: true,
      pip: false,
      muted: false,
      samples: 9,
      gap: 900,
    }
    const playing = { kind: 'video', state: 'advancing', rate: 1000 } as const
    const input = { view: 'v', playing, first: 0, spans: [span], closed: false, ended: false, gaps: [], page: lesson }
    return answerFrame(device.desk, { type: 'watch', input }, 7, 0)
  }
  await report(2000)
  then()
  await device.restart()
  for (const ms of [4000, 6000, 8000]) await report(ms)
  const score = { value: '80', raw: '得分：80' }
  await answerFrame(device.desk, { type: 'page', input: { ...lesson, score } }, 7, 0)
  await sealNow(device.desk)
  return (await entriesOf(device, chain)).filter(({ kind }) => kind === 'view' || kind === 'score')
}

it('a lesson that the page of a course opened in a tab of its own is of that course, also when that page has moved on', async () => {
  const { of, state } = tabs(subject())
  const entries = await study(0, of, () => {
    state.shown = subject({ course: { key: 'other', title: '别的专题' } })
  })
  expect(entries.map(({ kind, body }) => [kind, body.course])).toEqual([
    ['score', course],
    ['view', course],
  ])
})

it.each([
  ['nothing that is known', undefined],
  ['a page of another kind', subject({ page: 'list' })],
  ['a page of another rule', subject({ rule: 'other@1' })],
  ['a course that is in no plan', subject({ course: { key: 'x', title: '没有的课程' } })],
])('one that was opened by %s stays what it is', async (_, shown) => {
  const [view] = await study(1 + cases++, tabs(shown).of)
  expect(view?.body.course).toEqual(own)
})
let cases = 0
