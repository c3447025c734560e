import { expect, it } from 'vitest'
import type { CountedHours } from '../../../shared/study/attained'
import { defaultPolicy } from '../../../shared/study/policies'
import type { TrainingClass } from '../../training/class-of'
import { personFactsOf } from './facts-of'

const plan = {
  ...{ id: 'p', title: '电工班', occupation: '电工', level: '五级/初级工', type: '', policy: defaultPolicy },
  ...{
    period: { from: '2026-01-01', to: '2026-12-31' },
    courses: [{ key: 'a', site: 'a.cn', title: '电工基础', aliases: [] }],
  },
}

/** What is planned for somebody who has these hours, of courses with so many in all. */
const planned = (whole: string, hours: Pick<CountedHours, 'own' | 'offline'>) => {
  const courses = plan.courses.map((one) => ({ ...one, hours: whole }))
  const trained: TrainingClass = {
    ...{ id: 'c', name: '电工第1期', organisation: 'o', organisationName: '', code: '', status: 'open', createdAt: 0 },
    plan: { ...plan, courses },
  }
  return personFactsOf({ trained }, { class: 'c', trade: '' }, '2026-12-01', {
    ...{ person: 'q', category: '', attended: [], completed: true, passed: true, taken: [] },
    hours: { ...hours, platform: '0.00', byHand: '0.00', total: '0.00' },
  }).planned
}

it('of a plan that was not filed here, hours attended in a room are within the plan, and more than the whole is not', () => {
  expect(planned('0.3', { own: '0.30', offline: '0.00' })).toEqual({ online: '0.3', offline: '0' })
  expect(planned('0.3', { own: '0.13', offline: '0.10' })).toEqual({ online: '0.2', offline: '0.1' })
  expect(planned('0.3', { own: '0.13', offline: '0.50' })).toEqual({ online: '0', offline: '0.3' })
})
