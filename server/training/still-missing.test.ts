import { describe, expect, it } from 'vitest'
import { type ClassState, stillMissing } from './still-missing'

const TODAY = '2026-11-23'
const done: ClassState = {
  plan: 'approved',
  consentDate: '2026-11-10',
  period: { from: '2026-11-16', to: '2026-12-04' },
  ...{ seats: 30, joined: 30, pending: 0, silent: 0, lacksHours: 0, lacksTests: 0 },
  ...{ findings: 0, appeals: 0, notices: 0, packedOn: '2026-11-20', linked: false, deadlines: [] },
}
const codes = (change: Partial<ClassState>) => stillMissing({ ...done, ...change }, TODAY).map(({ code }) => code)

describe('what is still missing before a class can be claimed for', () => {
  it('is nothing once everything is done and the package is built', () => {
    expect(codes({})).toEqual([])
    expect(codes({ packedOn: undefined })).toEqual(['package'])
  })

  it('of a plan: to file it, to file it again, to wait for the bureau; approved without the day of consent, that day', () => {
    const of = (plan: ClassState['plan'], consentDate?: string) =>
      stillMissing({ ...done, plan, consentDate }, TODAY).map(({ code, turn }) => `${turn} ${code}`)
    expect(of('draft')).toEqual(['clerk plan-not-filed'])
    expect(of('returned')).toEqual(['clerk plan-returned'])
    expect(of('filed')).toEqual(['bureau plan-waiting'])
    expect(of('approved')).toEqual(['clerk consent-missing'])
    expect(of('approved', '2026-11-10')).toEqual([])
  })

  it('of a plan that was filed on paper asks for the day of consent alone', () => {
    expect(codes({ plan: '', consentDate: undefined })).toEqual(['consent-missing'])
    expect(codes({ plan: '' })).toEqual([])
  })

  it('asks for a 阶段包 once the bureau had none for a week, unless it has a link or nobody studies now', () => {
    const began = { from: '2026-11-02', to: '2026-12-04' }
    expect(codes({ period: began, packedOn: '2026-11-16' })).toEqual([])
    expect(codes({ period: began, packedOn: '2026-11-15' })).toEqual(['stage'])
    expect(codes({ period: began, packedOn: undefined })).toEqual(['stage', 'package'])
    expect(codes({ period: { ...began, from: '2026-11-16' }, packedOn: undefined }), 'in its first week').toEqual([
      'package',
    ])
    expect(codes({ period: began, packedOn: '2026-11-01', linked: true })).toEqual([])
    expect(codes({ period: { ...began, to: '2026-11-22' }, packedOn: '2026-11-01' })).toEqual([])
    expect(codes({ period: began, packedOn: '2026-11-01', joined: 0, pending: 30 })).toEqual(['pending'])
  })

  it('begins with the roster while nobody is on it, and asks nobody to join', () => {
    expect(codes({ seats: 0, joined: 0 })).toEqual(['roster-empty'])
  })

  it('counts who has not joined without those who wait to be checked, and says whose turn each is', () => {
    expect(stillMissing({ ...done, joined: 20, pending: 3, silent: 2 }, TODAY)).toMatchObject([
      { code: 'not-joined', turn: 'trainees', count: 7 },
      { code: 'pending', turn: 'clerk', count: 3 },
      { code: 'silent', turn: 'trainees', count: 2 },
    ])
  })

  it('names hours, tests, findings, appeals and notices to the bureau by how many', () => {
    const state = { ...done, lacksHours: 5, lacksTests: 4, findings: 3, appeals: 2, notices: 1 }
    expect(stillMissing(state, TODAY).map(({ code, count }) => [code, count])).toEqual([
      ['notice-open', 1],
      ['hours', 5],
      ['tests', 4],
      ['findings', 3],
      ['appeals', 2],
    ])
  })

  it('gives trainees the working days until the period ends, and less than none after it', () => {
    const left = (to: string) => stillMissing({ ...done, lacksHours: 1, period: { ...done.period, to } }, TODAY)[0]
    // Tuesday to Friday of this week, and the five days of the next.
    expect(left('2026-12-04')).toMatchObject({ due: '2026-12-04', left: 9 })
    expect(left('2026-11-22')?.left).toBe(-1)
  })

  it('reminds of a term when ten working days or fewer are left, also when it is over; the bureau’s is its turn', () => {
    const term = { title: '上报参训人员', due: '2026-12-01', tentative: false, whose: 'organisation' as const }
    const list = [
      { ...term, left: 11 },
      { ...term, left: 10 },
      { ...term, left: -2, whose: 'bureau' as const },
    ]
    expect(stillMissing({ ...done, deadlines: list }, TODAY).map(({ turn, left }) => [turn, left])).toEqual([
      ['clerk', 10],
      ['bureau', -2],
    ])
  })
})
