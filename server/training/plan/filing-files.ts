import { and, eq, inArray } from 'drizzle-orm'
import yazl from 'yazl'
import { type Actor, requireRole } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { organisationOf } from '../organisation/profile'
import { filingRow } from './file-plan'
import { filedOf } from './filed'
import { attachmentsOf } from './filing-body'
import { papersXlsx } from './plan-papers'
import { rosterFileOf } from './plan-roster'
import { type PlanVersion, planOf } from './plan-row'

/** The signed filing file, as it was made. Audited: it holds ID numbers and the account. Throws `not-found` before it was filed. */
export async function filingFile(deps: Deps, actor: Actor, id: string): Promise<{ file: Uint8Array; name: string }> {
  const { plan, text } = await readFiling(deps, actor, id, 'json')
  return { file: new TextEncoder().encode(text), name: `${nameOf(plan)}.json` }
}

/** All that is handed in at once: the signed file, the papers, the attachments, the roster as it was uploaded. Audited. */
export async function filingZip(deps: Deps, actor: Actor, id: string): Promise<{ file: Uint8Array; name: string }> {
  const { store } = deps
  const { t, read } = store
  const { plan, text } = await readFiling(deps, actor, id, 'zip')
  const { profile } = await organisationOf(read, store, actor.organisation)
  const wanted = attachmentsOf(plan, profile)
  const hashes = wanted.map(({ hash }) => hash)
  const rows =
    hashes.length === 0
      ? []
      : await read
          .select()
          .from(t.evidence)
          .where(and(eq(t.evidence.organisation, actor.organisation), inArray(t.evidence.hash, hashes)))
  const roster = await rosterFileOf(deps, read, id)
  const folder = nameOf(plan)
  const archive = new yazl.ZipFile()
  archive.addBuffer(Buffer.from(text), `${folder}/filing.json`)
  archive.addBuffer(Buffer.from(await papersXlsx(await filedOf(deps, actor, plan, true))), `${folder}/报送材料.xlsx`)
  if (roster) archive.addBuffer(Buffer.from(roster), `${folder}/培训人员名册.xlsx`)
  for (const { name, hash, bytes } of rows) {
    const kind = wanted.find((one) => one.hash === hash)?.kind ?? ''
    archive.addBuffer(Buffer.from(bytes, 'base64url'), `${folder}/附件/${kind}-${name}`)
  }
  archive.end()
  const parts: Buffer[] = []
  for await (const part of archive.outputStream) parts.push(Buffer.from(part))
  return { file: new Uint8Array(Buffer.concat(parts)), name: `${folder}.zip` }
}

async function readFiling(
  { store, secrets, clock }: Deps,
  actor: Actor,
  id: string,
  as: string,
): Promise<{ plan: PlanVersion; text: string }> {
  requireRole(actor, 'hr')
  return store.tx(async (q) => {
    const plan = await planOf(q, store, id, actor.organisation)
    const [row] = await q.select().from(store.t.planFiling).where(eq(store.t.planFiling.plan, id))
    if (!row) throw new Refused('not-found', '这一版还没有提交，没有报送文件')
    await recordAudit(q, store, clock, actor, 'plan.filing', id, { as })
    return { plan, text: secrets.decrypt(row.statement, filingRow(id)) }
  })
}

/** Also the ZIP's folder: without what a file system cannot hold. */
const nameOf = ({ details, version }: PlanVersion) =>
  `${details.title.replaceAll(/[\p{Cc}<>:"|?*\\/.\s]/gu, '')}-报送文件-第${version}版`
