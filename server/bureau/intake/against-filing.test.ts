import { describe, expect, it } from 'vitest'
import { defaultPolicy } from '../../../shared/study/policies'
import type { AgreedFiling } from '../register/agreed-filing'
import { type Agreed, againstFiling } from './against-filing'
import type { ClassAbout } from './verified'

const course = { key: 'k-1', site: 'px.class.com.cn', title: '养老护理员（初级）', aliases: ['养老护理'], hours: '24' }
const policy = { ...defaultPolicy, consent: true }
const period = { from: '2026-11-20', to: '2026-12-20' }

const about: ClassAbout = {
  class: {
    v: 1,
    class: { id: 'class', name: '第一期', status: 'closed', period },
    organisation: { id: 'school', name: '示范学校' },
    ...{ seats: [{ seat: 's1', number: '001' }], packedAt: 1 },
  },
  plan: { v: 1, id: 'plan', title: '养老护理员培训', occupation: '养老护理员', level: '五级/初级工' },
  ...{ policy, courses: [course], consentDate: '2026-11-18' },
}

const agreed: AgreedFiling = {
  since: '2026-11-18',
  filing: {
    v: 1,
    organisation: {
      ...{ id: 'school', kind: 'institution', name: '示范学校', address: '', legalRepresentative: '', contact: '' },
      ...{ phone: '', about: '', business: '' },
    },
    plan: {
      ...{ id: 'plan', series: 'plan', version: 1, type: 'employment', title: '养老护理员培训' },
      ...{ occupation: { code: '4-10-01-02', edition: '2022', name: '养老护理员' }, level: '五级/初级工' },
      ...{ audience: '', trainees: 2, methods: ['recorded'], period, platforms: [] },
      courses: [{ ...course, url: '', kind: 'theory', online: true, form: 'recorded', lessons: [] }],
      ...{ teachers: [], timetable: [], textbooks: '', assessment: '', cost: '', relevance: '', place: '' },
      ...{ headTeacher: { name: '', phone: '' }, fund: '', modules: [], report: '' },
    },
    ...{ policy, attachments: [], filedAt: 1, packageKey: 'AAAA' },
  },
  decision: {
    ...{ v: 1, filing: 'a'.repeat(64), plan: 'plan', version: 1, organisation: 'school', outcome: 'agreed' },
    ...{ number: '绥培备〔2026〕8号', date: '2026-11-18', remarks: '', bureau: { id: 'b', name: '人社局' } },
    ...{ at: 1, bureauKey: 'AAAA' },
  },
}

const held = (change: Partial<Agreed> = {}) => {
  const { check, doubt } = againstFiling([{ about, stated: '绥培备〔2026〕8号', agreed, ...change }])
  return { problems: check.problems, doubts: doubt.problems }
}
const packed = (change: Partial<ClassAbout>) => ({ about: { ...about, ...change } })
const inClass = (change: Partial<ClassAbout['class']['class']>) =>
  packed({ class: { ...about.class, class: { ...about.class.class, ...change } } })

describe('what a package says of its plan, against what the bureau agreed to', () => {
  it('has nothing to say where both are the same', () => {
    expect(held()).toEqual({ problems: [], doubts: [] })
  })

  it.each<[string, Partial<Agreed>]>([
    ['认定规则', packed({ policy: { ...policy, minutesPerHour: 30 } })],
    ['培训工种', packed({ plan: { ...about.plan, occupation: '电工' } })],
    ['等级', packed({ plan: { ...about.plan, level: '三级/高级工' } })],
    ['超出同意的', inClass({ period: { from: '2026-11-01', to: '2026-12-20' } })],
    ['不在同意的方案里', packed({ courses: [course, { ...course, key: 'k-2', title: '另一门课' }] })],
    ['学时，同意的是', packed({ courses: [{ ...course, hours: '40' }] })],
    ['最早是 2026-11-18 同意的', packed({ consentDate: '2026-01-01' })],
  ])('contradicts it: %s', (words, change) => {
    expect(held(change)).toEqual({ problems: [expect.stringContaining(words)], doubts: [] })
  })

  it.each<[string, Partial<Agreed>]>([
    ['没有同意过', { agreed: undefined }],
    ['备案号', { stated: '绥培备〔2026〕9号' }],
    ['缺少同意的课程', packed({ courses: [] })],
    ['备案的是 px.class.com.cn', packed({ courses: [{ ...course, site: 'other.example.cn' }] })],
    ['备案里没有：另一门课', packed({ courses: [{ ...course, aliases: ['养老护理', '另一门课'] }] })],
    [
      '按实训计，备案的是理论',
      packed({ plan: { ...about.plan, taught: [{ key: 'k-1', practice: true, online: true }] } }),
    ],
    [
      '按线下计，备案的是线上',
      packed({ plan: { ...about.plan, taught: [{ key: 'k-1', practice: false, online: false }] } }),
    ],
  ])('leaves to somebody to look at: %s', (words, change) => {
    expect(held(change)).toEqual({ problems: [], doubts: [expect.stringContaining(words)] })
  })
})
