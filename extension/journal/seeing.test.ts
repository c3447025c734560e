import { expect, it } from 'vitest'
import type { PlatformAccount } from '../../shared/api'
import type { PageDescription } from '../messages'
import { Rules } from './rules'
import { viewBody } from './seeing'

const page = (account: string): PageDescription => ({
  site: 'px.class.com.cn',
  host: 'px.class.com.cn',
  rule: `px.class.com.cn@1#${'0'.repeat(64)}`,
  account,
  courses: [],
  missing: [],
})
const state = (shown: string, roster: PlatformAccount[], said?: string) =>
  viewBody(
    page(shown),
    { kind: 'video', state: 'advancing', rate: 1000 },
    { id: 'p', name: '王晓明（001）', ...(said && { account: said }) },
    new Rules([]),
    roster,
  ).learner.state

it('the account of the roster decides, masked as pages mask it or not; what the trainee typed only where the roster names none', () => {
  const roster = [{ site: 'px.class.com.cn', account: '13812345678' }]
  expect(state('13812345678', roster, 'other')).toBe('match')
  expect(state('1****5678', roster)).toBe('match')
  expect(state('13900000000', roster, '13900000000')).toBe('mismatch')
  expect(state('13900000000', [{ site: 'skills.kjcxchina.com', account: 'x' }], '13900000000')).toBe('match')
  expect(state('anything', [{ account: '13812345678' }])).toBe('mismatch')
})

it('the own name is never somebody else’s account, and without a known account nobody is accused', () => {
  expect(state('王晓明', [{ account: '13812345678' }])).toBe('match')
  expect(state('wxm', [])).toBe('unknown')
})
