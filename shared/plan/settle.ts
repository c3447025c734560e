import { defaultPolicy, policies, policyKey } from '../study/policies'
import type { Policy } from '../study/policy'
import { hostOf } from './checklist'
import type { PlanDetails } from './plan'

/** A course as credit knows it: the facts' courses. */
export interface SettledCourse {
  key: string
  site: string
  title: string
  aliases: string[]
  hours?: string
}

/** The courses of a plan by which study is credited; a course without a key of its own goes by its title. Offline ones as well: their hours come from other sources. */
export const settledCourses = ({ courses }: Pick<PlanDetails, 'courses'>): SettledCourse[] =>
  courses.map(({ key, title, site, aliases, hours }) => ({
    key: key.trim() || title.trim(),
    site: site.trim() || 'any',
    title: title.trim(),
    aliases: aliases.map((one) => one.trim()).filter((one) => one !== ''),
    ...(hours.trim() !== '' && { hours: hours.trim() }),
  }))

/**
 * The set of rules that is frozen at filing. A later version keeps what was frozen before it (`frozen`), unless the clerk chose another set: a
 * release that brought newer rules does not change a plan that is under way. What a filing fills in (agreed platforms, waiting for the
 * consent) follows the plan; a set of credit 1 knows neither.
 */
export function settledPolicy(details: PlanDetails, frozen?: Policy): Policy {
  const kept = frozen && policyKey(frozen) === details.policy ? frozen : undefined
  const {
    platforms: _,
    consent: __,
    ...base
  } = kept ?? policies.find((one) => policyKey(one) === details.policy) ?? defaultPolicy
  if (base.credit === 1) return base
  const hosts = details.platforms.flatMap(({ name, url }) => {
    const host = hostOf(url)
    return host === undefined ? [] : [{ name: name.trim() || host, host }]
  })
  return {
    ...base,
    ...(details.onlyPlatforms && hosts.length > 0 && { platforms: hosts }),
    consent: details.waits,
  }
}
