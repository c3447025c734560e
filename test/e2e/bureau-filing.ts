import { type ClaimDesk, HOURS } from '../../server/claim/claims/claims.fixture'
import { course } from '../../server/claim/school.fixture'
import type { ImportedDecision, PlanAnswer } from '../../shared/api/plans'
import { emptyDetails, type PlanDetails } from '../../shared/plan/plan'
import { defaultPolicy, policyKey } from '../../shared/study/policies'
import { inventedId, rosterXlsx } from '../support/hr'

/** What is filed: two trainees, one recorded course on a recommended platform, the set of rules of 绥化. */
const details = (from: string, to: string, trainees: number): PlanDetails => ({
  ...emptyDetails(),
  title: '养老护理员培训',
  occupation: { code: '4-10-01-02', edition: '2022', name: '养老护理员' },
  ...{ level: '五级/初级工', audience: '农村转移就业劳动者', trainees: String(trainees) },
  ...{ methods: ['recorded', 'tests'], period: { from, to }, policy: policyKey(defaultPolicy), waits: true },
  platforms: [
    { id: 'p1', site: 'px.class.com.cn', name: '中国职业培训在线', url: 'http://px.class.com.cn', kind: 'recommended' },
  ],
  courses: [
    {
      ...{ id: 'c1', key: '', title: course.title, aliases: [], site: 'px.class.com.cn', url: '', hours: HOURS },
      ...{ kind: 'theory', online: true, form: 'recorded', lessons: [] },
    },
  ],
  teachers: [{ id: 't1', name: '赵敏', qualification: '讲师', courses: ['c1'], idMasked: '' }],
  timetable: [
    {
      ...{ id: 'l1', date: from, content: '第一章', hours: HOURS, from: '08:00', to: '09:00', place: '线上' },
      ...{ teacher: 't1', textbook: '养老护理员（人社出版）', course: 'c1' },
    },
  ],
  ...{ textbooks: '养老护理员（人社出版）', assessment: '平台测试，60 分合格' },
  headTeacher: { name: '孙老师', phone: '0455-8000000' },
})

/** Draws the plan up and files it; its id, and the ZIP that goes to the bureau. */
export async function filePlan(
  desk: ClaimDesk,
  { people, first, from, to }: { people: readonly string[]; first: number; from: string; to: string },
): Promise<{ plan: string; zip: Uint8Array }> {
  const { id, savedAt } = await desk.send<PlanAnswer>('POST', '/api/plans', { type: 'employment' })
  await desk.send('POST', `/api/plans/${id}`, {
    ...{ savedAt, details: details(from, to, people.length), teacherIds: { t1: inventedId(9) } },
  })
  const roster = await rosterXlsx(people.map((name, i) => ({ name, id: inventedId(first + i) })))
  await desk.send('POST', `/api/plans/${id}/roster`, roster)
  await desk.send('POST', `/api/plans/${id}/file`, {})
  return { plan: id, zip: await desk.school.hr.file('GET', `/api/plans/${id}/filing.zip`) }
}

/** Takes the bureau's signed 受理回执 and decision, its key compared, and opens the class that was agreed to with its roster. */
export async function openAgreed(
  desk: ClaimDesk,
  plan: string,
  { receipt, decision }: { receipt: string; decision: string },
): Promise<{ id: string; codes: string[] }> {
  const path = `/api/plans/${plan}`
  const { key } = await desk.send<ImportedDecision>('POST', `${path}/receipt-file`, receipt)
  await desk.send('POST', `${path}/receipt-file?key=${key}`, receipt)
  await desk.send('POST', `${path}/decision-file`, decision)
  const { id } = await desk.send<{ id: string }>('POST', '/api/classes', { plan })
  await desk.send('POST', `/api/classes/${id}/plan-roster`, {})
  return { id, codes: (await desk.school.hr.slips(id)).map(({ code }) => code) }
}
