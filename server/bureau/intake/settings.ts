import { readFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { isAbsolute, resolve } from 'node:path'
import { identityToRecipient } from 'age-encryption'
import { eq } from 'drizzle-orm'
import * as v from 'valibot'
import type { IntakeSettings } from '../../../shared/api/bureau-intake'
import { type Actor, requireRole } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import { type Deps, setting } from '../../deps'
import { Refused } from '../../ledger/accept'
import { requireBureau } from '../bureau'
import { ageIdentity } from './age-identity'

/** Who set the folder acts for what comes in by it. */
const watched = v.object({ folder: v.string(), member: v.string() })
export type Watched = v.InferOutput<typeof watched>
const keyOf = (organisation: string) => `bureau-folder-${organisation}`

/** Where packages come from by themselves, and to which key firms encrypt them. */
export async function intakeSettings(deps: Deps, actor: Actor): Promise<IntakeSettings> {
  requireBureau(actor, 'hr', 'auditor')
  const identity = readFileSync(await ageIdentity(deps, actor.organisation), 'utf8').trim()
  const known = await watchedFolder(deps, actor.organisation)
  const trouble = known && (await troubleOf(known.folder))
  return {
    recipient: await identityToRecipient(identity),
    ...(known && { folder: known.folder }),
    ...(trouble !== undefined && { trouble }),
    own: await isOwn(deps, actor.organisation),
  }
}

/** The folder that is looked into for a bureau; undefined where none is. */
export async function watchedFolder(deps: Pick<Deps, 'store'>, organisation: string): Promise<Watched | undefined> {
  const text = await setting(deps, keyOf(organisation))
  return text === undefined ? undefined : v.parse(watched, JSON.parse(text))
}

/**
 * From now on what lies in this folder of the server is taken in; '' ends it. Throws `not-allowed` for a bureau that another organisation hosts: the
 * server's folders are not its own; `bad-request` for what is no folder. Audited.
 */
export async function setFolder(deps: Deps, actor: Actor, folder: string): Promise<IntakeSettings> {
  requireBureau(actor, 'manager')
  requireRole(actor, 'manager')
  if (folder !== '' && !(await isOwn(deps, actor.organisation)))
    throw new Refused('not-allowed', '服务器不属于本局，不能指定服务器上的文件夹。请上传文件')
  if (folder !== '') {
    const trouble = isAbsolute(folder) ? await troubleOf(folder) : '请写完整路径，例如 D:\\收件 或 /srv/intake'
    if (trouble !== undefined) throw new Refused('bad-request', trouble)
    if (resolve(folder).startsWith(resolve(deps.packages.folder, '..')))
      throw new Refused('bad-request', '不能用学迹自己的数据文件夹')
  }
  const { store, clock } = deps
  const { t } = store
  await store.tx(async (q) => {
    const key = keyOf(actor.organisation)
    await q.delete(t.setting).where(eq(t.setting.key, key))
    if (folder !== '') {
      const value = JSON.stringify({ folder, member: actor.member })
      await q.insert(t.setting).values({ key, value })
    }
    await recordAudit(q, store, clock, actor, 'intake.folder', actor.organisation, { folder })
  })
  return intakeSettings(deps, actor)
}

async function isOwn({ store: { t, read } }: Pick<Deps, 'store'>, organisation: string): Promise<boolean> {
  const [row] = await read
    .select({ by: t.organisation.hostedBy })
    .from(t.organisation)
    .where(eq(t.organisation.id, organisation))
  return row !== undefined && row.by === null
}

async function troubleOf(folder: string): Promise<string | undefined> {
  try {
    await readdir(folder)
    return undefined
  } catch {
    return `服务器打不开这个文件夹：${folder}。请核对路径和权限`
  }
}
