import { expect, it } from 'vitest'
import { WHOLE_CLASS } from '../../../../shared/exam/whole-class'
import { claimFixture } from '../../claim-data.fixture'
import { graduationRows } from './exam-values'

it('who was examined here alone has that result as 理论成绩, the attempt that was passed', () => {
  const [one] = claimFixture().classes
  const person = one?.data.people.find(({ days }) => days.some(({ folded }) => folded.courses.some((c) => c.scores[0])))
  const day = person?.days.find(({ folded }) => folded.courses.some(({ scores }) => scores[0]))
  const [course] = day?.folded.courses ?? []
  const [shown] = course?.scores ?? []
  if (!one || !person || !day || !course || !shown) return expect.fail('the fixture has no score')
  const scores = [
    { ...shown, value: '40', max: '100', pass: false, source: 'own' as const },
    { ...shown, value: '85', max: '100', pass: true, source: 'own' as const },
    { ...shown, value: '50', max: '100', pass: false, source: 'own' as const },
  ]
  const folded = { ...day.folded, courses: [{ ...course, ...WHOLE_CLASS, scores }] }
  const row = { ...person.row, courses: person.row.courses.map(({ score: _, ...rest }) => rest) }
  const data = { ...one.data, people: [{ ...person, row, days: [{ ...day, folded }] }] }
  const { facts } = data
  const rows = graduationRows({ ...one, data: { ...data, facts: { ...facts, results: [] } } }, new Map())
  expect(rows.map((each) => each.理论成绩.text)).toEqual(['85/100'])
})
