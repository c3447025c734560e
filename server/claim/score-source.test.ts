import { expect, it } from 'vitest'
import { fromUtf8 } from '../../shared/crypto'
import { claimFixture } from './claim-data.fixture'
import type { ClassData } from './class-data'
import { scoresForm } from './forms'
import { attemptRows } from './forms/values/exam-values'
import { unzipped } from './school.fixture'

it('every form says of a test taken here that it was, and of a page’s score that the page showed it', async () => {
  const { classes, people } = claimFixture()
  const [one] = classes
  const asked = new Map(people.map((person) => [person.seat, person]))
  for (const [source, said] of [
    ['own', '本系统测试'],
    ['page', '平台页面所示'],
    ['call', '平台页面所示'],
    ['trainee', '学员确认'],
  ] as const) {
    const data = scoredBy(one?.data ?? expect.fail(), source)
    const sheet = fromUtf8((await unzipped(await scoresForm(data))).get('xl/sharedStrings.xml') ?? expect.fail())
    expect(sheet).toContain(`>${said}<`)
    const rows = attemptRows({ ...(one ?? expect.fail()), data }, asked)
    expect(rows.find(({ 科目 }) => 科目.text === '测试')?.来源).toMatchObject({ text: said })
  }
})

/** The same class where every score has this source. */
const scoredBy = (data: ClassData, source: string): ClassData => ({
  ...data,
  people: data.people.map((person) => ({
    ...person,
    days: person.days.map((day) => ({
      ...day,
      folded: {
        ...day.folded,
        courses: day.folded.courses.map((course) => ({
          ...course,
          scores: course.scores.map((score) => ({ ...score, source })),
        })),
      },
    })),
  })),
})
