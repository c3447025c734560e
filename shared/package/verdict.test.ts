import { describe, expect, it } from 'vitest'
import type { PackedFinding } from './findings'
import { verdictOf } from './verdict'

const finding = (severity: PackedFinding['severity']): PackedFinding => ({
  ...{ code: 'two-places', label: '', severity, numbers: [], detail: '', cause: '', entries: [] },
})

describe('the verdict on a package', () => {
  it('is 一致 only where the signer is the trusted one and nothing asks to be looked at', () => {
    expect(verdictOf({ verdict: 'good', findings: [] })).toBe('agrees')
    expect(verdictOf({ verdict: 'good', findings: [finding('note')] })).toBe('agrees')
  })

  it('is 有疑点 where somebody should look, or nobody trusted is known to have signed', () => {
    expect(verdictOf({ verdict: 'good', findings: [finding('note'), finding('check')] })).toBe('doubtful')
    expect(verdictOf({ verdict: 'good', findings: [finding('serious')] })).toBe('doubtful')
    expect(verdictOf({ verdict: 'unconfirmed', findings: [] })).toBe('doubtful')
  })

  it('is 不一致 where a check failed, whatever else was found', () => {
    expect(verdictOf({ verdict: 'bad', findings: [] })).toBe('disagrees')
    expect(verdictOf({ verdict: 'bad', findings: [finding('note')] })).toBe('disagrees')
  })
})
