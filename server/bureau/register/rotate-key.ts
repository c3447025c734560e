import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import type { Rotated } from '../../../shared/api/bureau-register'
import { FileRefused } from '../../../shared/plan/signed-file'
import { type RotationStatement, readRotation } from '../../../shared/register/rotation'
import type { Actor } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import { nodeCrypto } from '../../crypto'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { requireBureau } from '../bureau'
import { keyFileProblems } from './enrol-key'
import { markEnded, weighEnded } from './mark-ended'
import { endOf, firmOfKey } from './trusted'

/**
 * Takes a 密钥更换文件: an enrolled key in force hands over to a new one; nobody has to compare anything, the old key vouches. An ended key vouches for
 * nothing. Throws `file-refused`, `not-found` where the old key is not enrolled, and `conflict`. Audited.
 */
export async function rotateKey(deps: Deps, actor: Actor, { file }: { file: string }): Promise<Rotated> {
  requireBureau(actor, 'manager')
  const { store, clock } = deps
  const { t } = store
  const { body, key, oldKey } = await read(file)
  const done = await store.tx(async (q) => {
    const [old] = await q
      .select({ row: t.bureauKey, name: t.bureauFirm.name })
      .from(t.bureauKey)
      .innerJoin(t.bureauFirm, eq(t.bureauFirm.id, t.bureauKey.firm))
      .where(and(eq(t.bureauKey.organisation, actor.organisation), eq(t.bureauKey.key, oldKey)))
    const trusted = old && (await firmOfKey(q, store, actor.organisation, oldKey))
    if (!old || trusted?.their !== body.organisation.id)
      throw new Refused('not-found', '更换前的密钥没有在本局登记，请先让单位导出“单位密钥文件”登记')
    const end = await endOf(q, store, old.row.id)
    // Whoever holds an ended key can write any day into its file.
    if (end !== undefined && end <= Math.max(body.from, clock.now()))
      throw new Refused('conflict', '更换前的密钥已停用，不能再用它更换。请按密钥丢失办理：单位密钥文件加盖章说明')
    if (body.from < old.row.from) throw new Refused('file-refused', '更换时间早于旧密钥启用时间，请用单位发来的原文件')
    const [taken] = await q
      .select({ id: t.bureauKey.id })
      .from(t.bureauKey)
      .where(and(eq(t.bureauKey.organisation, actor.organisation), eq(t.bureauKey.key, key)))
    if (taken) throw new Refused('conflict', '新密钥已经登记过')
    const { firm } = old.row
    const row = { organisation: actor.organisation, by: actor.member, at: clock.now() }
    await q.insert(t.bureauKeyEnd).values({
      ...{ ...row, id: randomUUID(), key: old.row.id, until: body.from, why: 'rotated', reason: '', evidence: null },
    })
    await q.insert(t.bureauKey).values({
      ...{ ...row, id: randomUUID(), firm, key, public: body.publicKey, from: body.from, how: 'rotation' },
      ...{ compared: '', statement: file, evidence: null },
    })
    const ended = await markEnded(q, deps, actor, oldKey, body.from)
    await recordAudit(q, { t }, clock, actor, 'firm.key', firm, {
      name: old.name,
      key,
      before: oldKey,
      how: 'rotation',
    })
    return { firm, name: old.name, fingerprint: key, old: oldKey, ended }
  })
  await weighEnded(deps, actor, done.ended)
  return done
}

async function read(file: string): Promise<RotationStatement> {
  try {
    return await readRotation(nodeCrypto, file)
  } catch (error) {
    if (error instanceof FileRefused)
      throw new Refused('file-refused', keyFileProblems[error.problem].replaceAll('单位密钥文件', '密钥更换文件'))
    throw error
  }
}
