import { describe, expect, it } from 'vitest'
import { freshDraft, readDraft } from './decision-draft'

const from = Date.parse('2026-11-22T14:05:09.250+08:00')
const deduction = { about: { kind: 'deduction' as const, from, to: from + 900_000, reason: 'rate' } }
const missing = { about: { kind: 'missing' as const, from, to: from + 900_000, course: '电工基础' } }
const courses = [
  { key: 'aq-1', title: '安全生产' },
  { key: 'dg-1', title: '电工基础' },
]

describe('the draft of an answer', () => {
  it('is all of what was asked for, to the millisecond, until somebody changes a time', () => {
    const draft = { ...freshDraft(deduction, courses), outcome: 'accept' as const, reason: ' 属实 ' }
    expect(readDraft(deduction, draft, undefined)).toEqual({
      decision: { outcome: 'accept', reason: '属实', from, to: from + 900_000 },
    })
    const part = readDraft(deduction, { ...draft, to: '14:10' }, undefined)
    expect(part).toMatchObject({ decision: { from, to: Date.parse('2026-11-22T14:10:00+08:00') } })
  })

  it('names what is missing: a decision, a reason, times within the appeal, minutes, evidence for hours by hand', () => {
    const draft = freshDraft(deduction, courses)
    expect(readDraft(deduction, draft, undefined)).toEqual({ trouble: 'outcome' })
    expect(readDraft(deduction, { ...draft, outcome: 'reject' }, undefined)).toEqual({ trouble: 'reason' })
    const accept = { ...draft, outcome: 'accept' as const, reason: '属实' }
    for (const to of ['14:00', '23:00', ''])
      expect(readDraft(deduction, { ...accept, to }, undefined)).toEqual({ trouble: 'time' })
    for (const minutes of ['0', '16', '1.5', ''])
      expect(readDraft(missing, { ...accept, minutes }, 'ab')).toEqual({ trouble: 'minutes' })
    expect(readDraft(missing, accept, undefined)).toEqual({ trouble: 'evidence' })
    expect(readDraft(missing, { ...accept, course: freshDraft(missing, courses).course }, 'ab')).toMatchObject({
      decision: { evidence: 'ab', add: { course: 'dg-1', seconds: 900 } },
    })
  })
})
