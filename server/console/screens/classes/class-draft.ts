import * as v from 'valibot'
import type { OpenClassRequest } from '../../../../shared/api'
import { type Policy, policy } from '../../../../shared/study/policy'
import { common } from '../../words/common'
import { words } from './words'

export const courseDraft = v.object({ title: v.string(), site: v.string(), hours: v.string(), aliases: v.string() })
export type CourseDraft = v.InferOutput<typeof courseDraft>
/** The form as typed; every field is text. */
export const classDraft = v.object({
  name: v.string(),
  title: v.string(),
  occupation: v.string(),
  level: v.string(),
  from: v.string(),
  until: v.string(),
  courses: v.array(courseDraft),
  policy: v.string(),
  /** One a line: name, space, host. */
  platforms: v.optional(v.string(), ''),
  /** Study counts only from the day of the bureau's consent on, whether or not it is known yet. */
  waits: v.optional(v.boolean(), false),
  consentDate: v.optional(v.string(), ''),
})
export type ClassDraft = v.InferOutput<typeof classDraft>

export const emptyCourse: CourseDraft = { title: '', site: 'px.class.com.cn', hours: '', aliases: '' }
export const emptyClass: ClassDraft = {
  name: '',
  title: '',
  occupation: '',
  level: '',
  from: '',
  until: '',
  courses: [emptyCourse],
  policy: '',
  platforms: '',
  waits: false,
  consentDate: '',
}

/** What is wrong, by field; courses as `courses.0.title`. */
export function checkClass(draft: ClassDraft): Record<string, string> {
  const errors: Record<string, string> = {}
  for (const field of ['name', 'title', 'occupation', 'level'] as const) {
    if (draft[field].trim() === '') errors[field] = common.required
  }
  for (const field of ['from', 'until'] as const) {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(draft[field])) errors[field] = words.badDay
  }
  if (!errors.from && !errors.until && draft.until < draft.from) errors.until = words.order
  const seen = new Set<string>()
  for (const [i, course] of draft.courses.entries()) {
    const title = course.title.trim()
    if (title === '') errors[`courses.${i}.title`] = common.required
    else if (seen.has(title)) errors[`courses.${i}.title`] = words.twice
    seen.add(title)
    if (course.hours.trim() !== '' && !/^\d{1,4}(\.\d{1,2})?$/.test(course.hours.trim()))
      errors[`courses.${i}.hours`] = words.badHours
  }
  if (draft.policy === '') errors.policy = words.noPolicy
  if (!v.safeParse(policy.entries.platforms, platformsOf(draft.platforms)).success) errors.platforms = words.badPlatform
  return errors
}

/** `平台名称 px.class.com.cn` a line; the address of a page is taken for its host. */
function platformsOf(typed: string): NonNullable<Policy['platforms']> {
  return typed
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const at = line.search(/\s+\S+$/)
      const host = line
        .slice(at + 1)
        .trim()
        .toLowerCase()
      return { name: at > 0 ? line.slice(0, at) : host, host: host.replace(/^https?:\/\//, '').replace(/\/.*$/, '') }
    })
}

/** What a filing fills into a built-in policy: the platforms that were agreed, and that study waits for the consent. */
function filed(policy: Policy, { platforms, waits, consentDate }: ClassDraft): Policy {
  if (policy.credit === 1) return policy
  const agreed = platformsOf(platforms)
  return {
    ...policy,
    ...(agreed.length > 0 && { platforms: agreed }),
    ...((waits || consentDate !== '') && { consent: true }),
  }
}

/** A checked draft as the server takes it. */
export function requestOf(draft: ClassDraft, chosen: Policy): OpenClassRequest {
  return {
    name: draft.name.trim(),
    plan: {
      title: draft.title.trim(),
      occupation: draft.occupation.trim(),
      level: draft.level,
      policy: filed(chosen, draft),
      ...(draft.consentDate !== '' && { consentDate: draft.consentDate }),
      period: { from: draft.from, to: draft.until },
      courses: draft.courses.map(({ title, site, hours, aliases }) => {
        const names = aliases.split('\n').flatMap((line) => line.trim() || [])
        return {
          title: title.trim(),
          site,
          ...(hours.trim() !== '' && { hours: hours.trim() }),
          ...(names.length > 0 && { aliases: names }),
        }
      }),
    },
  }
}
