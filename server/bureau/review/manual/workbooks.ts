import { and, desc, eq } from 'drizzle-orm'
import type { ReviewAnswer } from '../../../../shared/api/bureau-review'
import type { Actor } from '../../../access/actor'
import { recordAudit } from '../../../access/audit'
import type { Queries, Store } from '../../../db/store'
import type { Deps } from '../../../deps'
import { Refused } from '../../../ledger/accept'
import { type ReceivedClaim, requireBureau } from '../../bureau'

/** What the cipher text of a workbook is bound to. */
const workbookRow = (manual: string) => `bureau-manual:${manual}`

/** Keeps the workbook of a version of a claim by hand as it came, encrypted: it is the only evidence there is of what was asked. */
export async function keepWorkbook(
  { store: { t }, secrets }: Deps,
  q: Queries,
  manual: string,
  file: Uint8Array,
): Promise<void> {
  const cipher = secrets.encrypt(Buffer.from(file).toString('base64url'), workbookRow(manual))
  await q.insert(t.bureauWorkbook).values({ manual, file: cipher })
}

/** The workbooks of every version of a claim, the newest first. Versions of before they were kept, and those that were
 * disposed of, have none to download. */
export async function workbooksOf(
  { t, read }: Store,
  { id }: Pick<ReceivedClaim, 'id'>,
  names: ReadonlyMap<string, string>,
): Promise<ReviewAnswer['workbooks']> {
  const rows = await read
    .select({ manual: t.bureauManual, kept: t.bureauWorkbook.manual })
    .from(t.bureauManual)
    .leftJoin(t.bureauWorkbook, eq(t.bureauWorkbook.manual, t.bureauManual.id))
    .where(eq(t.bureauManual.claim, id))
    .orderBy(desc(t.bureauManual.version))
  return rows.map(({ manual: { id: of, version, name, sha256, by, at }, kept }) => ({
    ...{ id: of, version, name, sha256, by: names.get(by) ?? by, at, kept: kept !== null },
  }))
}

/** A workbook as it came, with ID numbers and accounts in it. Throws `not-allowed`, `not-found`. Audited. */
export async function manualWorkbook(
  { store, secrets, clock }: Deps,
  actor: Actor,
  id: string,
): Promise<{ file: Uint8Array; name: string }> {
  requireBureau(actor, 'hr')
  const { t } = store
  return store.tx(async (q) => {
    const [row] = await q
      .select({ manual: t.bureauManual, file: t.bureauWorkbook.file, number: t.bureauClaim.number })
      .from(t.bureauManual)
      .innerJoin(t.bureauWorkbook, eq(t.bureauWorkbook.manual, t.bureauManual.id))
      .innerJoin(t.bureauClaim, eq(t.bureauClaim.id, t.bureauManual.claim))
      .where(and(eq(t.bureauManual.id, id), eq(t.bureauManual.organisation, actor.organisation)))
    if (!row) throw new Refused('not-found', '没有这份手工申报导入表')
    const { claim, version, name } = row.manual
    await recordAudit(q, store, clock, actor, 'review.workbook', claim, { number: row.number, version, name })
    return {
      file: new Uint8Array(Buffer.from(secrets.decrypt(row.file, workbookRow(id)), 'base64url')),
      name: `${row.number} 第${version}版 ${name}`,
    }
  })
}
