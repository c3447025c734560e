import { and, asc, eq, notExists, sql } from 'drizzle-orm'
import type { Queries, Store } from '../../db/store'
import { keptPackages, type StoredPackage } from './kept'

/** Workbooks of claims by hand that a bureau keeps, as packages are told: all it kept of any version but those that were disposed of. */
export async function keptWorkbooks(
  { t, ...store }: Pick<Store, 't' | 'read'>,
  organisation: string,
  q: Queries = store.read,
): Promise<StoredPackage[]> {
  const { bureauManual: of, bureauWorkbook: file, bureauClaim: claim, bureauFirm: firm } = t
  const { bureauDisposalWorkbook: gone, bureauDisposalStep: step } = t
  const disposed = q
    .select({ one: sql`1` })
    .from(gone)
    .innerJoin(step, and(eq(step.disposal, gone.disposal), eq(step.step, 'confirmed')))
    .where(eq(gone.manual, of.id))
  const rows = await q
    .select({
      ...{ id: of.id, name: of.name, sha256: of.sha256, claim: of.claim, at: of.at },
      ...{ number: claim.number, firm: firm.name, firmId: claim.firm },
    })
    .from(of)
    .innerJoin(file, eq(file.manual, of.id))
    .innerJoin(claim, eq(claim.id, of.claim))
    .innerJoin(firm, eq(firm.id, claim.firm))
    .where(and(eq(of.organisation, organisation), notExists(disposed)))
    .orderBy(asc(of.at), asc(of.id))
  return rows.map((row) => ({ ...row, kind: 'workbook' }))
}

/** Everything that may be disposed of one day. */
export const keptFiles = async (
  store: Pick<Store, 't' | 'read'>,
  organisation: string,
  q: Queries = store.read,
): Promise<StoredPackage[]> => [
  ...(await keptPackages(store, organisation, q)),
  ...(await keptWorkbooks(store, organisation, q)),
]

/** What a 销毁 names, packages first. */
export async function filesOfDisposal(
  { t }: Pick<Store, 't'>,
  q: Queries,
  disposal: string,
): Promise<
  (Pick<StoredPackage, 'id' | 'name' | 'kind' | 'sha256' | 'number' | 'firm'> & { last: string; rule: string })[]
> {
  const { bureauDisposalPackage: going, bureauPackage: of, bureauDisposalWorkbook: book, bureauManual: manual } = t
  const { bureauClaim: claim, bureauFirm: firm } = t
  const named = { number: claim.number, firm: firm.name }
  const packages = await q
    .select({
      ...{ id: of.id, name: of.name, kind: of.kind, sha256: of.sha256, ...named },
      ...{ last: going.last, rule: going.rule },
    })
    .from(going)
    .innerJoin(of, eq(of.id, going.package))
    .leftJoin(claim, eq(claim.id, of.claim))
    .leftJoin(firm, eq(firm.id, of.firm))
    .where(eq(going.disposal, disposal))
    .orderBy(asc(of.at), asc(of.id))
  const workbooks = await q
    .select({
      ...{ id: manual.id, name: manual.name, sha256: manual.sha256, ...named },
      ...{ last: book.last, rule: book.rule },
    })
    .from(book)
    .innerJoin(manual, eq(manual.id, book.manual))
    .innerJoin(claim, eq(claim.id, manual.claim))
    .innerJoin(firm, eq(firm.id, claim.firm))
    .where(eq(book.disposal, disposal))
    .orderBy(asc(manual.at), asc(manual.id))
  return [...packages, ...workbooks.map((row) => ({ ...row, kind: 'workbook' }))].map(
    ({ number, firm: of, last, rule, ...row }) => ({
      ...{ ...row, number: number ?? '', firm: of ?? '', last: last ?? '', rule: rule ?? '' },
    }),
  )
}
