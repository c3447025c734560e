import * as v from 'valibot'
import { reportFinding } from '../../../shared/api/bureau-intake'
import type { Severity } from '../../../shared/study/finding'
import type { Queries, Store } from '../../db/store'
import { type BureauFinding, findingsOfClaim } from '../across/bureau-findings'
import { concerned } from '../across/own-findings'
import type { ReceivedClaim, ReceivedPerson } from '../bureau'
import { type KeptPackage, packageOf } from './kept-package'

/** Of a kept report, what is read here; later versions only add. */
const report = v.object({ findings: v.optional(v.array(reportFinding), []) })

export type Counts = Record<Severity, number>
export const none = (): Counts => ({ note: 0, check: 0, serious: 0 })

/** Every 疑点 of a claim's current version, the gravest first: of what its own package shows, and between packages. Said once where both say it. */
export async function doubtsOf(
  q: Queries,
  store: Pick<Store, 't'>,
  claim: ReceivedClaim,
  people: readonly ReceivedPerson[],
): Promise<BureauFinding[]> {
  const across = await findingsOfClaim(q, store, claim)
  const kept = await packageOf(q, store, claim)
  const said = new Set(across.map(({ label, detail }) => `${label}\n${detail}`))
  const own = kept ? inReport(kept, people).filter(({ label, detail }) => !said.has(`${label}\n${detail}`)) : []
  const grades: readonly Severity[] = ['serious', 'check', 'note']
  return [...across, ...own].toSorted((a, b) => grades.indexOf(a.severity) - grades.indexOf(b.severity))
}

function inReport(kept: KeptPackage, people: readonly ReceivedPerson[]): BureauFinding[] {
  const read = v.safeParse(report, JSON.parse(kept.report))
  if (!read.success) return []
  return read.output.findings.map(
    ({ class: of, classId, code, label, severity, numbers, detail, cause, entries }, i) => ({
      ...{ id: `${kept.id}/${i}`, code, severity, label, detail, cause },
      people: concerned(people, { class: of, classId, numbers }),
      records: entries.map((entry) => ({ package: kept.content, ...entry })),
    }),
  )
}

/** How many of each gravity, of all and of each person. */
export function countsOf(doubts: readonly BureauFinding[]): { all: Counts; of: ReadonlyMap<string, Counts> } {
  const all = none()
  const of = new Map<string, Counts>()
  for (const { severity, people } of doubts) {
    all[severity]++
    for (const person of people) {
      const mine = of.get(person) ?? none()
      mine[severity]++
      of.set(person, mine)
    }
  }
  return { all, of }
}
