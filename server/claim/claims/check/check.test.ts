import { describe, expect, it } from 'vitest'
import type { CheckCode } from '../../../../shared/api/claims'
import { capitals } from '../../../../shared/claim/capitals'
import type { Attended, ExamResult } from '../../../../shared/study/facts'
import type { ClaimClass, ClaimData, ClaimPerson } from '../../claim-data'
import { claimFixture } from '../../claim-data.fixture'
import type { Around, AroundClass } from './around'
import { checkClaim } from './check-claim'

/** One class of four, of whom three are asked for; nothing is missing but what a test takes away. */
const whole = (): ClaimData => {
  const data = claimFixture({ classes: 1, people: 4 })
  return {
    ...data,
    onBehalf: false,
    tables: [{ ...data.tables[0], status: 'confirmed' }],
    classes: data.classes.map(closed),
  }
}
const closed = (made: ClaimClass): ClaimClass => ({
  ...made,
  data: { ...made.data, trained: { ...made.data.trained, status: 'closed' } },
})
const quiet: AroundClass = { findings: new Map(), allFindings: 0, appeals: 0, notices: 0, unsealed: 0, keyKnown: true }
const around = ({ classes, dataHash }: ClaimData, change: Partial<Around> = {}): Around => ({
  classes: new Map(classes.map(({ data }) => [data.trained.id, quiet])),
  ...{ taken: new Map(), claimed: new Map(), columns: new Map() },
  scans: ['application', 'people', 'declaration'].map((form) => ({ form, dataHash })),
  ...change,
})
const found = (data: ClaimData, near: Around = around(data)): CheckCode[] =>
  checkClaim(data, near).map(({ code }) => code)
/** The claim with something of its first person changed. */
const changed = (change: (person: ClaimPerson) => Partial<ClaimPerson>): ClaimData => {
  const data = whole()
  return { ...data, people: data.people.map((person, i) => (i === 0 ? { ...person, ...change(person) } : person)) }
}
const ofClass = (change: (made: ClaimClass) => Partial<ClaimClass>): ClaimData => {
  const data = whole()
  return { ...data, classes: data.classes.map((made) => ({ ...made, ...change(made) })) }
}
const result = (change: Partial<ExamResult>): ExamResult => ({
  ...{ id: 'r', seat: 'class-1-seat-1', part: 'theory', value: '50', max: '100', pass: false, attempt: 2 },
  ...{ day: '2027-01-17', source: 'entered', by: 'hr', at: 1 },
  ...change,
})
const attended = (change: Partial<Attended>): Attended => ({
  ...{ id: 'a', seat: 'class-1-seat-1', session: 's', course: 'c-1', practice: true, seconds: 3600, how: 'code' },
  ...{ start: Date.parse('2026-12-21T00:30:00Z'), by: 'hr', at: 1 },
  ...change,
})
const withAttended = (...all: Attended[]) =>
  ofClass(({ data }) => ({ data: { ...data, facts: { ...data.facts, attended: all } } }))

describe('the check of a claim', () => {
  it('finds nothing where everything agrees', () => expect(checkClaim(whole(), around(whole()))).toEqual([]))

  it.each<[string, CheckCode, ClaimData]>([
    ['nobody is asked for', 'nobody', { ...whole(), people: [], total: 0, capitals: capitals(0) }],
    ['the table has no amounts', 'no-standard', { ...whole(), tables: [{ ...whole().tables[0], standard: [] }] }],
    ['nobody confirmed the table', 'standard-unconfirmed', claimFixture({ classes: 1 })],
    ['the claimant says no address', 'profile', { ...whole(), claimant: { ...whole().claimant, address: '' } }],
    [
      'there is no account to pay to',
      'account',
      { ...whole(), claimant: { ...whole().claimant, account: { name: '', bank: '', number: '' } } },
    ],
    ['the total is not the sum of its people', 'sums', { ...whole(), total: whole().total + 1 }],
    ['the capitals say another amount', 'sums', { ...whole(), capitals: capitals(1) }],
    ['the bureau’s number is missing', 'filing', ofClass(() => ({ filing: '' }))],
    ['no lesson was taught', 'teaching-log', ofClass(() => ({ teaching: [] }))],
    [
      'less was taught than somebody has',
      'teaching-hours',
      ofClass(({ teaching }) => ({ teaching: teaching.slice(1) })),
    ],
    [
      'a lesson has no video',
      'video',
      ofClass(() => ({ videos: [{ course: 'c-1', courseTitle: '课程', how: 'none', files: [] }] })),
    ],
    ['somebody has no hours', 'no-hours', changed(({ hours }) => ({ hours: { ...hours, total: '0.00' } }))],
    [
      'the amount rests on other hours than the papers show',
      'hours-differ',
      changed(({ hours }) => ({ hours: { ...hours, total: '25.00' } })),
    ],
    ['somebody passed and the last attempt failed', 'score-differs', changed(() => ({ results: [result({})] }))],
    [
      'an examination was before the training',
      'exam-early',
      changed(() => ({ results: [result({ day: '2026-11-01', pass: true })] })),
    ],
    [
      'a certificate is older than the examination',
      'certificate-early',
      changed(({ certificate }) => ({ ...(certificate && { certificate: { ...certificate, day: '2027-01-02' } }) })),
    ],
    [
      'somebody was taught in person outside the period',
      'out-of-period',
      withAttended(attended({ start: Date.parse('2027-03-01T01:00:00Z') })),
    ],
    [
      'somebody sat in a room and at a computer at once',
      'overlap',
      withAttended(attended({ start: Date.parse('2026-12-14T00:40:00Z') })),
    ],
    [
      'an ID number is wrong',
      'id-number',
      changed(({ data }) => ({ data: { ...data, idNumber: '110105194912310021' } })),
    ],
  ])('says when %s', (_, code, data) => expect(found(data)).toContain(code))

  it.each<[string, CheckCode, Partial<AroundClass>]>([
    ['findings', 'findings', { allFindings: 2 }],
    ['appeals without an answer', 'appeals', { appeals: 1 }],
    ['roster changes that the bureau was not told of', 'notices', { notices: 1 }],
    ['records that are not sealed yet', 'unsealed', { unsealed: 1 }],
    ['a package key that the filing does not name', 'package-key', { keyKnown: false }],
  ])('lists what is open of a class: %s', (_, code, change) => {
    const data = whole()
    const id = data.classes[0]?.data.trained.id ?? ''
    expect(found(data, around(data, { classes: new Map([[id, { ...quiet, ...change }]]) }))).toEqual([code])
  })

  it('names who stands in another claim, was paid for the same before, or lacks one of the four columns', () => {
    const data = whole()
    const [first] = data.people
    if (!first) return expect.fail()
    const { occupation, level, project, type } = first.facts
    const taken = {
      kind: 'subsidy',
      on: '2026-03-01',
      amount: 1,
      occupation,
      level,
      project,
      type,
      opening: '2026-02-01',
    } as const
    const items = checkClaim(
      data,
      around(data, {
        claimed: new Map([[first.seat, ['2026-001']]]),
        taken: new Map([[first.facts.person, [{ taken, from: '北林区名单' }]]]),
        columns: new Map([[first.seat, '答疑：没有提问和答疑']]),
      }),
    )
    expect(items.map(({ code, severity, people }) => [code, severity, people[0]?.note])).toEqual([
      ['other-claim', 'stop', '申请 2026-001'],
      ['columns', 'look', '答疑：没有提问和答疑'],
      ['double-training', 'look', '2026-03-01（北林区名单）'],
    ])
  })

  it('stops at a stamped paper of other data, and asks each trainee for an agreement where they are claimed for', () => {
    const data: ClaimData = { ...whole(), onBehalf: true }
    const [first] = data.people
    const agreed = { form: 'agreement', seat: first?.seat ?? '', dataHash: 'e'.repeat(64) }
    const scans = [{ form: 'application', dataHash: 'f'.repeat(64) }, agreed]
    const items = checkClaim(data, around(data, { scans }))
    expect(items.map(({ code, severity, count }) => [code, severity, count])).toEqual([
      ['scan-stale', 'stop', 1],
      ['scan-missing', 'look', 1],
      ['declaration', 'look', 1],
      ['agreement', 'look', data.people.length - 1],
    ])
    expect(items[0]?.text).toContain('已盖章版本与数据不一致，请重新打印')
    expect(
      found(data, around(data, { scans: [...scans, { form: 'agreement', dataHash: data.dataHash }] })),
    ).not.toContain('agreement')
  })
})
