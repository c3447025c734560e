import { expect, it } from 'vitest'
import { defaultPolicy } from '../../shared/study/policies'
import { paceOf, requiredOf } from './pace'

const HOUR = defaultPolicy.minutesPerHour * 60_000
const course = (hours: string) => ({ key: hours, site: 's', title: hours, aliases: [], hours })
const plan = {
  courses: [course('16'), course('4')],
  period: { from: '2026-11-01', to: '2026-11-10' },
  policy: { ...defaultPolicy, completion: { ratio: 900 } },
}

it('requires the policy’s share of all planned hours, or its least hours where those are more', () => {
  expect(requiredOf(plan)).toBe(18 * HOUR)
  expect(requiredOf({ ...plan, policy: { ...defaultPolicy, completion: { ratio: 900, hours: '19' } } })).toBe(19 * HOUR)
})

it.each([
  ['2026-10-20', 0],
  ['2026-11-01', 0],
  ['2026-11-02', 1.8],
  ['2026-11-10', 16.2],
  ['2026-11-11', 18],
  ['2027-01-01', 18],
])(
  'on %s what is expected is %d class hours: today does not count yet, and it ends with the period',
  (today, hours) => {
    expect(paceOf(plan, 0, today)?.expected).toBe(Math.round(hours * HOUR))
  },
)

it('is behind with a millisecond less than expected, and not with as much', () => {
  const expected = 1.8 * HOUR
  expect(paceOf(plan, expected - 1, '2026-11-02')?.behind).toBe(true)
  expect(paceOf(plan, expected, '2026-11-02')?.behind).toBe(false)
})

it('says nothing where the plan names no hours', () => {
  const { policy, period } = plan
  expect(paceOf({ period, courses: [{ ...course('0') }], policy }, 0, '2026-11-05')).toBeUndefined()
})
