import type { Body } from '../../shared/record/bodies'
import { planCourse } from '../../shared/study/span-reason'
import type { ChainRow, StateRow } from './rows'

/** What `planCourse` looks at. */
export type Studied = Pick<Body<'view'>, 'site' | 'course'> & { host?: string }

/** Chains that are written to for a person, the last used first. */
export const writable = (chains: readonly ChainRow[], person: string | undefined): ChainRow[] =>
  chains
    .filter((row) => row.person === person && row.state !== 'replaced' && row.state !== 'unusable')
    .sort((a, b) => b.lastUsed - a.lastUsed)

export const choiceKey = (person: string, course: string): string => `${person}/${course}`

export interface Choice {
  chain: ChainRow | undefined
  /** Several classes list the course and the trainee has not said which. */
  ask?: NonNullable<StateRow['asking']>
}

/**
 * The signed-in person's chain whose plan lists the course; their own choice where several do. Where none does, a page of a
 * server is of the seat that hands in there, and any other of the last used.
 */
export function chooseChain(chains: readonly ChainRow[], state: StateRow, studied: Studied): Choice {
  const person = state.signedIn?.person
  if (person === undefined) return { chain: undefined }
  const mine = writable(chains, person)
  const listing = mine.filter((row) => planCourse(studied, row.class.body.courses))
  if (listing.length <= 1) return { chain: listing[0] ?? mine.find((row) => isOf(row, studied)) ?? mine[0] }
  const { key, title } = studied.course
  const chosen = listing.find((row) => row.chain === state.choices[choiceKey(person, key)])
  if (chosen) return { chain: chosen }
  // Until they say, the same class goes on: writing to one must not move the next report to another.
  const first = state.asking?.course === key ? state.asking.chains[0] : undefined
  const chain = listing.find((row) => row.chain === first) ?? listing[0]
  const order = [chain, ...listing.filter((row) => row !== chain)]
  return { chain, ask: { course: key, title, chains: order.flatMap((row) => row?.chain ?? []) } }
}

const isOf = ({ server }: ChainRow, { host }: Studied): boolean => server !== undefined && new URL(server).host === host
