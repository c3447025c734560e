import type { HomeClass, MissingItem } from '../../../../shared/api/home'

const tabs: Partial<Record<MissingItem['code'], string>> = {
  'roster-empty': 'import',
  'notice-open': 'changes',
  'not-joined': 'reach',
  pending: 'pending',
  silent: 'health',
  findings: 'findings',
  appeals: 'appeals',
  stage: 'package',
  package: 'package',
}

/** Where what is missing is done: of the plan at the plan, of the class at its tab. */
export function addressOf({ code }: Pick<MissingItem, 'code'>, { id, plan }: Pick<HomeClass, 'id' | 'plan'>): string {
  const ofPlan = code.startsWith('plan-') || code === 'deadline'
  if (ofPlan && plan !== undefined) return `/plans/${plan}`
  const tab = tabs[code]
  return tab === undefined ? `/classes/${id}` : `/classes/${id}/${tab}`
}
