import { expect, it } from 'vitest'
import { leftText, lookOf } from './deadline-text'

const row = {
  id: 'file',
  title: '培训前备案',
  whose: 'organisation' as const,
  due: '2026-11-20',
  tentative: false,
  source: '某县的规定',
}

it('calls a deadline missed only where the bureau has said that it holds here', () => {
  const missed = { ...row, left: -3, state: 'overdue' as const }
  expect([lookOf({ ...missed, confirmed: true }), leftText({ ...missed, confirmed: true })]).toEqual([
    'wrong',
    '已过 3 个工作日',
  ])
  expect([lookOf({ ...missed, confirmed: false }), leftText({ ...missed, confirmed: false })]).toEqual([
    'attention',
    '已过 3 个工作日（待人社局确认）',
  ])
  expect(lookOf({ ...row, state: 'late', confirmed: false })).toBe('counted')
})
