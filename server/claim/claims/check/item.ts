import type { CheckCode, CheckItem } from '../../../../shared/api/claims'
import type { ClaimPerson } from '../../claim-data'

/** So many people are named; the count says how many there are. */
const MOST = 50

interface Found {
  text: string
  link?: string
  class?: string
  people?: readonly (ClaimPerson | { person: ClaimPerson; note: string })[]
  turn?: CheckItem['turn']
}

/** Something that keeps the claim from being made ready. */
export const stop = (code: CheckCode, found: Found): CheckItem => made(code, 'stop', found)
/** Something that somebody has to look at; the claim may go on. */
export const look = (code: CheckCode, found: Found): CheckItem => made(code, 'look', found)

function made(
  code: CheckCode,
  severity: CheckItem['severity'],
  { text, link, class: of, people = [], turn = 'clerk' }: Found,
): CheckItem {
  return {
    ...{ code, severity, turn, text, count: Math.max(1, people.length) },
    ...(link !== undefined && { link }),
    ...(of !== undefined && { class: of }),
    people: people.slice(0, MOST).map((one) => {
      const [person, note] = 'person' in one ? [one.person, one.note] : [one, undefined]
      const { seat, number, name } = person.data.row
      return { seat, number, name, ...(note !== undefined && { note }) }
    }),
  }
}
