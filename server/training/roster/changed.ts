import { filedFields, type RosterDetails, rosterFields } from '../../../shared/people/roster'
import { titleOf } from '../../../shared/people/roster-columns'

/** What a roster says of somebody holds over what an earlier one said; undefined where that changes nothing. */
export function newer(before: RosterDetails, now: RosterDetails): RosterDetails | undefined {
  return Object.entries(now).some(([field, value]) => fieldOf(before, field) !== value)
    ? { ...before, ...now }
    : undefined
}

/** What changes of the particulars that were filed with the bureau, in words. */
export const changedText = (before: RosterDetails = {}, after: RosterDetails | undefined): string[] =>
  rosterFields
    .filter(
      (field) => after !== undefined && filedFields.includes(field) && fieldOf(before, field) !== fieldOf(after, field),
    )
    .map(
      (field) =>
        `${titleOf(field)}：${fieldOf(before, field) ?? '（空）'} → ${fieldOf(after ?? {}, field) ?? '（空）'}`,
    )

const fieldOf = (details: RosterDetails, field: string): string | undefined =>
  Object.entries(details).find(([name]) => name === field)?.[1]
