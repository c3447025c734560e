import * as v from 'valibot'
import type { OpenClassRequest } from '../../../../shared/api'
import type { Policy } from '../../../../shared/study/policy'
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
  return errors
}

/** A checked draft as the server takes it. */
export function requestOf(draft: ClassDraft, policy: Policy): OpenClassRequest {
  return {
    name: draft.name.trim(),
    plan: {
      title: draft.title.trim(),
      occupation: draft.occupation.trim(),
      level: draft.level,
      policy,
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
