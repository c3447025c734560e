import { randomUUID } from 'node:crypto'
import { asc, eq } from 'drizzle-orm'
import type { ResultsChoices, ResultsReport } from '../../shared/api/results'
import type { ExamResult } from '../../shared/study/facts'
import { type Actor, requireRole } from '../access/actor'
import { recordAudit } from '../access/audit'
import type { Queries } from '../db/store'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import { refreshTotals } from '../study/totals'
import { classOf } from '../training/class-of'
import { keepFile } from '../training/evidence'
import { holderOf } from './enter-result'
import { certificatesOf, resultsOf } from './results'
import { type Classmate, openResults, type ReadCertificate, type ReadResult, readResults } from './results-sheet'

/**
 * Results and certificates of a class from an XLSX or CSV, whole or not at all; the file is kept by its hash and every row rests on it.
 * A row that is known already is no other attempt. Audited. With `dryRun` nothing is written and errors are answered; otherwise they
 * are `file-refused`. Throws that also for a file that is no such table.
 */
export async function importResults(
  deps: Deps,
  actor: Actor,
  {
    class: classId,
    file,
    dryRun,
    choices,
  }: { class: string; file: Uint8Array; dryRun: boolean; choices: ResultsChoices },
): Promise<ResultsReport> {
  requireRole(actor, 'hr')
  const { store, secrets, clock } = deps
  const { t } = store
  const { organisation } = await classOf(store, classId, actor.organisation)
  const sheet = await openResults(file)
  return store.tx(async (q) => {
    const people = await classmates(deps, q, classId)
    const seats = people.map(({ seat }) => seat)
    const known = await resultsOf(q, t, seats)
    const rated = new Set(known.flatMap(({ seat, part }) => (part === 'overall' ? seat : [])))
    const index = (id: string) => secrets.index('id', id)
    const read = readResults(sheet, { people, index, rated, choices })
    const results = unknown(read.results, known)
    const certificates = await newCertificates(deps, q, organisation, read.certificates)
    const report: ResultsReport = {
      people: read.people,
      results: results.length,
      certificates: certificates.length,
      unchanged: read.results.length - results.length + read.certificates.length - certificates.length,
      again: results.filter((one) => known.some(({ seat, part }) => seat === one.seat && part === one.part)).length,
      errors: sheet.errors,
      notes: sheet.notes,
    }
    if (dryRun) return report
    if (sheet.errors.length > 0)
      throw new Refused('file-refused', `文件有 ${sheet.errors.length} 处需要改正，什么也没有导入。改好后请重新上传`)
    if (results.length + certificates.length === 0) return report
    const at = clock.now()
    const evidence = await keepFile(q, store, { organisation, bytes: file, ...kindOf(file), at })
    const made = { how: 'imported', evidence, by: actor.member, at }
    for (const { seat, part, value = null, pass, day } of results)
      await q
        .insert(t.examResult)
        .values({ id: randomUUID(), seat, part, course: '', value, max: null, pass: pass ? 1 : 0, day, ...made })
    for (const { seat, number, day, issuer } of certificates)
      await q.insert(t.certificate).values({ id: randomUUID(), organisation, seat, number, day, issuer, ...made })
    await refreshTotals(q, store, [...new Set(results.map(({ seat }) => seat))])
    const detail = { people: read.people, rows: results.length + certificates.length, content: evidence.slice(0, 16) }
    await recordAudit(q, store, clock, actor, 'result.import', classId, detail)
    return report
  })
}

export async function classmates({ store: { t } }: Pick<Deps, 'store'>, q: Queries, classId: string) {
  const rows = await q
    .select({
      ...{ seat: t.seat.id, number: t.seat.number, leftAt: t.seat.leftAt },
      ...{ name: t.person.name, idIndex: t.person.idIndex, idMasked: t.person.idMasked },
    })
    .from(t.seat)
    .innerJoin(t.person, eq(t.person.id, t.seat.person))
    .where(eq(t.seat.class, classId))
    .orderBy(asc(t.seat.number))
  return rows.map(({ leftAt, ...row }): Classmate & { idMasked: string } => ({ ...row, left: leftAt !== null }))
}

/** A file that is imported again, or a longer one that holds the last: what stands there already is left out. */
const unknown = (read: readonly ReadResult[], known: readonly ExamResult[]): ReadResult[] =>
  read.filter(
    (one, i) => !known.some((old) => isSame(one, old)) && read.findIndex((earlier) => isSame(one, earlier)) === i,
  )
const isSame = (a: ReadResult, b: Pick<ExamResult, 'seat' | 'part' | 'day' | 'value' | 'pass'>): boolean =>
  a.seat === b.seat && a.part === b.part && a.day === b.day && a.pass === b.pass && a.value === b.value

async function newCertificates(
  deps: Deps,
  q: Queries,
  organisation: string,
  read: readonly ReadCertificate[],
): Promise<ReadCertificate[]> {
  const fresh: ReadCertificate[] = []
  for (const one of read) {
    const earlier = fresh.find(({ number }) => number === one.number)
    const holder = earlier?.seat ?? (await holderOf(deps, q, organisation, one.number))
    if (holder === undefined) fresh.push(one)
    else if (holder !== one.seat) one.wrong('这个证书编号登记在另一个人名下，请核对')
  }
  for (const seat of new Set(fresh.map((one) => one.seat))) {
    const [other] = await certificatesOf(q, deps.store.t, [seat])
    if (other)
      fresh.find((one) => one.seat === seat)?.wrong(`这个人已有证书 ${other.number}。换了编号的，请先撤回原来的`)
  }
  return fresh
}

const kindOf = ([first, second]: Uint8Array) =>
  first === 0x50 && second === 0x4b
    ? { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', extension: 'xlsx' }
    : { type: 'text/csv', extension: 'csv' }
