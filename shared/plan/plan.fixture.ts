import * as v from 'valibot'
import { defaultPolicy, policyKey } from '../study/policies'
import type { Checked } from './checklist'
import { emptyDetails, type PlanDetails } from './plan'
import { type OrganisationProfile, organisationProfile } from './profile'

const proof = 'ab'.repeat(32)

/** A plan of an institution to which nothing is missing. */
export const wholePlan = (): PlanDetails => ({
  ...emptyDetails(),
  title: '养老护理员培训',
  occupation: { code: '4-10-01-02', edition: '2022', name: '养老护理员' },
  level: '五级/初级工',
  audience: '农村转移就业劳动者',
  trainees: '2',
  methods: ['recorded', 'answers', 'tests'],
  period: { from: '2026-12-14', to: '2027-01-15' },
  platforms: [
    { id: 'p1', site: 'px.class.com.cn', name: '中国职业培训在线', url: 'http://px.class.com.cn', kind: 'recommended' },
  ],
  courses: [
    {
      ...{ id: 'c1', key: '', title: '养老护理员（初级）', aliases: ['养老护理'], site: 'px.class.com.cn' },
      ...{ url: '', hours: '24', kind: 'theory', online: true, form: 'recorded', lessons: [] },
    },
  ],
  teachers: [{ id: 't1', name: '赵敏', qualification: '讲师', courses: ['c1'], idMasked: '' }],
  timetable: [
    {
      ...{ id: 'l1', date: '2026-12-14', content: '第一章', hours: '24', from: '08:30', to: '11:30', place: '线上' },
      ...{ teacher: 't1', textbook: '养老护理员（人社出版）', course: 'c1' },
    },
  ],
  textbooks: '养老护理员（人社出版）',
  assessment: '平台测试，60 分合格',
  headTeacher: { name: '孙老师', phone: '0455-8000000' },
  policy: policyKey(defaultPolicy),
})

export const wholeProfile = (): OrganisationProfile =>
  v.parse(organisationProfile, {
    address: '绥化市北林区',
    legalRepresentative: '周校长',
    contact: '孙老师',
    phone: '0455-8000000',
    about: '职业培训学校',
    licence: proof,
    account: { holder: '示范学校', bank: '绥化农商行', masked: '************6789', cipher: 'x' },
    institution: { permit: '许可 1 号', catalogue: '第一批' },
  })

export const wholeFiling = (): Checked => ({
  type: 'employment',
  details: wholePlan(),
  organisation: { kind: 'institution', name: '示范学校', creditCode: '91110000600037341L', profile: wholeProfile() },
  people: 2,
})
