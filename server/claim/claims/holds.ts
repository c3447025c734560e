import type { Taken } from '../../../shared/claim/facts'
import { dateOf, tableInForce } from '../../../shared/claim/in-force'
import type { ClaimData, ClaimPerson } from '../claim-data'

/** The training as later claims count it against the person; nothing where nothing is paid. */
export function takenBy({ facts, amount }: ClaimPerson, tables: ClaimData['tables']): Taken {
  const table = tableInForce(facts, tables) ?? tables[0]
  const { occupation, level, project, type, dates } = facts
  return {
    ...{ kind: table.kind, on: dateOf(facts, table) ?? dates.opening, amount: amount.total },
    ...{ occupation, level, project, type, opening: dates.opening },
    ...(dates.closing !== undefined && { closing: dates.closing }),
  }
}
