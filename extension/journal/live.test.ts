import { describe, expect, it } from 'vitest'
import { MORNING, view } from '../../shared/study/chain.fixture'
import { defaultPolicy } from '../../shared/study/policies'
import type { Policy } from '../../shared/study/policy'
import { liveReason } from './live'

function reason(change: Partial<Policy>, { host = view.host, rate = 1000, consentDate = '' } = {}) {
  const playing = { kind: 'video' as const, state: 'advancing' as const, rate }
  const row = { view: 'v', body: { ...view, host }, playing }
  const course = { key: 'c-1', site: view.site, title: view.course.title, aliases: [] }
  const period = { from: '2026-11-01', to: '2026-11-30' }
  const trained = { id: 'k', name: '第1期', period, ...(consentDate && { consentDate }) }
  const body = { policy: { ...defaultPolicy, ...change }, courses: [course], class: trained }
  return liveReason(row, { chain: 'c', class: { body } }, [row], MORNING)
}

describe('what the badge says while something plays', () => {
  it('is nothing while it counts by the whole policy', () => {
    expect(reason({})).toBeUndefined()
  })

  it('names a platform that was not agreed, whatever else is wrong', () => {
    const platforms = [{ name: '平台', host: '*.class.com.cn' }]
    expect(reason({ platforms })).toBeUndefined()
    expect(reason({ platforms }, { host: 'other.cn', rate: 2000 })).toBe('platform-not-agreed')
  })

  it('names the consent that is not there yet', () => {
    expect(reason({ consent: true })).toBe('before-consent')
    expect(reason({ consent: true }, { consentDate: '2026-11-23' })).toBe('before-consent')
    expect(reason({ consent: true }, { consentDate: '2026-11-22' })).toBeUndefined()
  })

  it('names the hours of the day', () => {
    expect(reason({ daily: { hours: { from: '08:00', to: '20:00' } } })).toBeUndefined()
    expect(reason({ daily: { hours: { from: '18:00', to: '22:00' } } })).toBe('outside-hours')
  })

  it('names a speed only where it gives nothing', () => {
    expect(reason({}, { rate: 2000 })).toBe('rate')
    expect(reason({ aboveMaxRate: 'wall' }, { rate: 2000 })).toBeUndefined()
  })
})
