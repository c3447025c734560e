import { and, desc, eq } from 'drizzle-orm'
import * as v from 'valibot'
import { digest } from '../../../shared/record/fields'
import type { Severity } from '../../../shared/study/finding'
import type { Checked, EntryAt } from './found'

/** What of the report of a package its 疑点 are read from. */
const report = v.object({
  findings: v.array(
    v.object({
      class: v.optional(v.string()),
      classId: v.optional(v.string()),
      code: v.string(),
      label: v.string(),
      severity: v.picklist(['note', 'check', 'serious'] satisfies Severity[]),
      numbers: v.array(v.string()),
      detail: v.string(),
      cause: v.string(),
      entries: v.array(v.object({ chain: digest, seq: v.number() })),
    }),
  ),
})

/** A finding ready to be stored, with the words it has. */
export interface Worded {
  code: string
  key: string
  severity: Severity
  label: string
  cause: string
  detail: string
  people: readonly string[]
  records: readonly EntryAt[]
  other?: string
}

/** What the verification of the claim's own package found in its records. */
export async function ownFindings({ q, t, claim, people }: Checked): Promise<Worded[]> {
  const [row] = await q
    .select({ id: t.bureauPackage.id, report: t.bureauPackage.report })
    .from(t.bureauPackage)
    .where(
      and(
        eq(t.bureauPackage.claim, claim.id),
        eq(t.bureauPackage.version, claim.version),
        eq(t.bureauPackage.kind, 'claim'),
      ),
    )
    .orderBy(desc(t.bureauPackage.at))
    .limit(1)
  const parsed = row && v.safeParse(report, JSON.parse(row.report))
  if (!row || !parsed?.success) return []
  return parsed.output.findings.map(({ class: of, classId, numbers, entries, ...finding }) => ({
    ...finding,
    key: JSON.stringify([
      classId ?? of ?? '',
      numbers.toSorted()[0] ?? '',
      entries[0]?.chain ?? '',
      entries[0]?.seq ?? 0,
    ]),
    people: concerned(people, { class: of, classId, numbers }),
    records: entries.map((entry) => ({ package: row.id, ...entry })),
  }))
}

/** Whom a finding of a report is about; nobody where it names a class by a name that two of them have, and no id. */
export function concerned(
  people: Checked['people'],
  finding: { class?: string | undefined; classId?: string | undefined; numbers: readonly string[] },
): string[] {
  const { class: of, classId, numbers } = finding
  const own = people.filter((one) =>
    classId === undefined ? of === undefined || one.className === of : one.class === classId,
  )
  if (classId === undefined && new Set(own.map((one) => one.class)).size > 1) return []
  return own.filter(({ number }) => numbers.includes(number)).map(({ id }) => id)
}
