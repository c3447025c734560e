import { and, desc, eq } from 'drizzle-orm'
import type { OwnKeys } from '../../../shared/api/bureau-register'
import { dayOf } from '../../../shared/calendar/beijing'
import { type KeyHolder, keyFileText, signKeyFile } from '../../../shared/register/key-file'
import { rotationText, signRotation } from '../../../shared/register/rotation'
import { type Actor, requireRole } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import { nodeCrypto } from '../../crypto'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { filerKind } from '../plan/filed'
import { organisationOf } from './profile'

interface SignedFile {
  file: Uint8Array
  name: string
}

/** 单位密钥文件: whose package key it is, signed by that key, for the bureau's register. Throws `not-allowed` for a bureau. Audited. */
export async function keyFile(deps: Deps, actor: Actor): Promise<SignedFile> {
  requireRole(actor, 'manager')
  const { store, clock, keys } = deps
  const { t } = store
  const organisation = await holderOf(deps, actor)
  const signer = await keys.package(actor.organisation)
  const now = clock.now()
  const [row] = (await keys.inUse(actor.organisation)).filter(({ purpose }) => purpose === 'package')
  const statement = await signKeyFile(nodeCrypto, signer, { organisation, from: row?.createdAt ?? now, at: now })
  await store.tx((q) =>
    recordAudit(q, { t }, clock, actor, 'organisation.key-file', actor.organisation, { key: statement.key }),
  )
  return fileOf(keyFileText(statement), `单位密钥文件-${organisation.name}`)
}

/**
 * A new package key signs from now on; the 密钥更换文件 that both keys signed is kept for the bureau. The old private key is gone afterwards; what it signed
 * stays valid. Throws `not-allowed` for a bureau. Audited.
 */
export async function rotatePackageKey(deps: Deps, actor: Actor): Promise<OwnKeys> {
  requireRole(actor, 'manager')
  const { store, clock, keys } = deps
  const organisation = await holderOf(deps, actor)
  const at = clock.now()
  await keys.rotatePackage(
    actor.organisation,
    at,
    (old, next) => signRotation(nodeCrypto, { old, next }, { organisation, from: at }),
    async (q, statement) => {
      const { key: id, oldKey: old } = statement
      await q.insert(store.t.keyRotation).values({
        ...{ id, organisation: actor.organisation, old, statement: rotationText(statement), by: actor.member, at },
      })
      await recordAudit(q, store, clock, actor, 'organisation.key-rotate', actor.organisation, { before: old, key: id })
    },
  )
  return ownKeys(deps, actor)
}

/** A 密钥更换文件 as it was made. Throws `not-found`. */
export async function rotationFile({ store }: Deps, actor: Actor, id: string): Promise<SignedFile> {
  requireRole(actor, 'manager')
  const { t, read } = store
  const [row] = await read
    .select()
    .from(t.keyRotation)
    .where(and(eq(t.keyRotation.id, id), eq(t.keyRotation.organisation, actor.organisation)))
  if (!row) throw new Refused('not-found', '没有这份密钥更换文件')
  return fileOf(row.statement, `密钥更换文件-${actor.organisationName}-${dayOf(row.at)}`)
}

/** The package key in use, and those before it. */
export async function ownKeys({ store, keys }: Deps, actor: Actor): Promise<OwnKeys> {
  requireRole(actor, 'hr', 'auditor')
  const { t, read } = store
  const current = (await keys.inUse(actor.organisation)).find(({ purpose }) => purpose === 'package')
  const rows = await read
    .select({ row: t.keyRotation, by: t.member.name })
    .from(t.keyRotation)
    .leftJoin(t.member, eq(t.member.id, t.keyRotation.by))
    .where(eq(t.keyRotation.organisation, actor.organisation))
    .orderBy(desc(t.keyRotation.at))
  return {
    fingerprint: current?.id ?? '',
    since: current?.createdAt ?? 0,
    rotations: rows.map(({ row: { id, old, at, by: member }, by }) => ({ id, old, at, by: by ?? member })),
  }
}

async function holderOf({ store }: Deps, actor: Actor): Promise<KeyHolder> {
  const kind = filerKind(actor)
  const { name, creditCode } = await organisationOf(store.read, store, actor.organisation)
  return { id: actor.organisation, kind, name, ...(creditCode !== '' && { creditCode }) }
}

const fileOf = (text: string, name: string): SignedFile => ({
  file: new TextEncoder().encode(text),
  name: `${name.replaceAll(/[\p{Cc}<>:"|?*\\/\s]/gu, '')}.json`,
})
