import { randomUUID } from 'node:crypto'
import { stat } from 'node:fs/promises'
import type { Actor } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Deps } from '../../deps'
import type { MadeFile } from '../../jobs'
import { Refused } from '../../ledger/accept'
import { requireBureau } from '../bureau'
import { storedIntake } from './read-intake'
import { type Desk, desk, receive } from './receive'
import { sendingOf } from './uploads'

/** Begins to take in a file that was sent whole. Throws `not-found`, and `conflict` while a part is missing. */
export async function receiveUpload(
  deps: Deps,
  actor: Actor,
  upload: string,
  by: Desk = desk,
): Promise<{ job: string; intake: string }> {
  const sending = sendingOf(deps, actor, upload)
  const { name, size, received } = sending
  if (received < size) throw new Refused('conflict', '文件还没有传完')
  const id = randomUUID()
  const path = deps.packages.staging.path(upload)
  const job = deps.jobs.start(actor, '排队等候', async (say) => {
    try {
      return await receive(deps, actor, { id, path, name, source: 'upload', bytes: size }, say, by)
    } finally {
      await deps.packages.drop(upload)
    }
  })
  // However long it stands in turn, nobody forgets it.
  sending.taking = true
  return { job, intake: id }
}

/** Verifies again what nobody of the register had signed: its signer may be there now. Throws `not-found`, and `conflict` where it is kept or gone. */
export async function receiveAgain(
  deps: Deps,
  actor: Actor,
  intake: string,
  by: Desk = desk,
): Promise<{ job: string; intake: string }> {
  requireBureau(actor, 'hr')
  const { outcome, sha256, name, bytes } = await storedIntake(deps, actor, intake)
  if (outcome !== 'unknown' || sha256 === null || !(await deps.packages.has(sha256)))
    throw new Refused('conflict', '只有“签名者不在单位名录”的收件可以重新核验')
  const id = randomUUID()
  const arrived = { id, path: deps.packages.path(sha256), name, source: 'upload', bytes } as const
  return { job: deps.jobs.start(actor, '排队等候', (say) => receive(deps, actor, arrived, say, by)), intake: id }
}

/** The package as it is kept. Audited: it holds names and ID numbers. Throws `not-found`. */
export async function keptPackage(deps: Deps, actor: Actor, intake: string): Promise<MadeFile> {
  requireBureau(actor, 'hr', 'auditor')
  const { store, clock, packages } = deps
  const row = await storedIntake(deps, actor, intake)
  if (row.sha256 === null || !(await packages.has(row.sha256))) throw new Refused('not-found', '没有留存这个文件')
  await store.tx((q) => recordAudit(q, store, clock, actor, 'intake.package', row.id, { name: row.name }))
  const path = packages.path(row.sha256)
  // It came encrypted, and is kept as what it held.
  const name = row.name.replace(/\.age$/i, '')
  return { path, bytes: (await stat(path)).size, name, type: 'application/zip' }
}
