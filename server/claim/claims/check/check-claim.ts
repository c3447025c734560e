import type { CheckItem } from '../../../../shared/api/claims'
import type { ClaimData } from '../../claim-data'
import type { Around } from './around'
import { checkWhole } from './of-claim'
import { checkClass } from './of-class'
import { checkPapers } from './of-papers'
import { checkPeopleOf } from './of-people'

/**
 * 材料核对: everything in which a claim's papers do not agree with each other or something is missing, what stops it first. Pure: the same
 * data give the same list.
 */
export function checkClaim(data: ClaimData, around: Around): CheckItem[] {
  const ofClasses = data.classes.flatMap((made) => {
    const { id } = made.data.trained
    const near = around.classes.get(id)
    const people = data.people.filter((person) => person.class === id)
    return [...(near ? checkClass(made, near) : []), ...checkPeopleOf(made, people, around)]
  })
  const items = [...checkWhole(data), ...ofClasses, ...checkPapers(data, around)]
  return [
    ...items.filter(({ severity }) => severity === 'stop'),
    ...items.filter(({ severity }) => severity === 'look'),
  ]
}
