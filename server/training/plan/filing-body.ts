import { base64url } from '../../../shared/crypto'
import type { FilingBody } from '../../../shared/plan/filing'
import { type Filed, reportText } from '../../../shared/plan/papers'
import type { OrganisationProfile } from '../../../shared/plan/profile'
import { settledCourses } from '../../../shared/plan/settle'
import type { Policy } from '../../../shared/study/policy'
import type { PlanVersion } from './plan-row'

/** A checked plan as its filing file says it: nothing beyond the papers. */
export function filingBodyOf(
  plan: PlanVersion,
  filed: Filed,
  rest: {
    organisation: string
    profile: OrganisationProfile
    policy: Policy
    filedAt: number
    packageKey: Uint8Array
  },
): FilingBody {
  const { details } = plan
  const { organisation } = filed
  const titleOf = (id: string) => details.courses.find((course) => course.id === id)?.title.trim() ?? ''
  const nameOf = (id: string) => details.teachers.find((teacher) => teacher.id === id)?.name.trim() ?? ''
  const settled = settledCourses(details)
  const exceptions = (details.exceptions ?? []).map(({ column, reason }) => ({ column, reason: reason.trim() }))
  return {
    v: exceptions.length > 0 ? 2 : 1,
    organisation: {
      id: rest.organisation,
      kind: organisation.kind,
      name: organisation.name,
      ...(organisation.creditCode !== '' && { creditCode: organisation.creditCode }),
      address: organisation.address,
      legalRepresentative: organisation.legalRepresentative,
      contact: organisation.contact,
      phone: organisation.phone,
      about: organisation.about,
      business: organisation.business,
      ...(organisation.account && { account: organisation.account }),
      ...(organisation.permit !== '' && { permit: organisation.permit }),
      ...(organisation.catalogue !== '' && { catalogue: organisation.catalogue }),
    },
    plan: {
      id: plan.id,
      series: plan.series,
      version: plan.version,
      type: plan.type,
      title: details.title.trim(),
      occupation: details.occupation,
      level: details.level,
      audience: details.audience,
      trainees: Number(details.trainees),
      methods: details.methods,
      period: details.period,
      platforms: details.platforms.map(({ name, url, kind, attachment }) => ({
        name: name.trim(),
        url: url.trim(),
        kind,
        ...(attachment !== undefined && { attachment }),
      })),
      courses: details.courses.map(({ url, kind, online, form, lessons, hours }, i) => ({
        key: settled[i]?.key ?? '',
        site: settled[i]?.site ?? 'any',
        title: settled[i]?.title ?? '',
        aliases: settled[i]?.aliases ?? [],
        hours: hours.trim(),
        ...{ url, kind, online, form, lessons },
      })),
      teachers: details.teachers.map(({ id, name, qualification, courses }) => ({
        name: name.trim(),
        qualification,
        courses: courses.map(titleOf).filter((title) => title !== ''),
        ...(filed.teacherIds[id] !== undefined && { idNumber: filed.teacherIds[id] }),
      })),
      timetable: details.timetable.map(({ id: _, teacher, course, ...lesson }) => ({
        ...lesson,
        teacher: nameOf(teacher),
        course: titleOf(course),
      })),
      textbooks: details.textbooks,
      assessment: details.assessment,
      cost: details.cost,
      relevance: details.relevance,
      place: details.place,
      headTeacher: details.headTeacher,
      fund: details.fund,
      modules: details.modules,
      report: organisation.kind === 'enterprise' ? reportText(filed) : '',
      ...(exceptions.length > 0 && { exceptions }),
    },
    policy: rest.policy,
    attachments: attachmentsOf(plan, rest.profile),
    ...(filed.roster.length > 0 && { roster: filed.roster }),
    filedAt: rest.filedAt,
    packageKey: base64url(rest.packageKey),
  }
}

/** Every file that the papers rest on, each with what it is. */
export function attachmentsOf(
  { details }: PlanVersion,
  profile: OrganisationProfile,
): { kind: string; hash: string }[] {
  const found = [
    { kind: 'licence', hash: profile.licence },
    { kind: 'account-proof', hash: profile.account?.proof },
    { kind: 'permit', hash: profile.institution?.permitFile },
    ...details.platforms.map(({ kind, attachment }) => ({ kind: `platform-${kind}`, hash: attachment })),
    ...details.attachments,
  ]
  return found.flatMap(({ kind, hash }) => (hash === undefined ? [] : [{ kind, hash }]))
}
