import { eq } from 'drizzle-orm'
import { dayOf } from '../../../shared/calendar/beijing'
import { type FileProblem, FileRefused } from '../../../shared/plan/signed-file'
import type { Actor } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Queries } from '../../db/store'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { organisationOf } from '../organisation/profile'

/** `what`: how people call the file. */
const problems = (what: string): Record<FileProblem, string> => ({
  'not-json': `这不是${what}文件，请选择人社局发来的 .json 文件`,
  'not-canonical': '文件被改动或重新保存过，请用人社局发来的原文件',
  schema: `这不是${what}文件，或来自更新的版本，请核对`,
  key: '文件里的密钥与签名不符，请用人社局发来的原文件',
  signature: '签名与内容不符，文件可能被改动过，请用人社局发来的原文件',
})

/** Reads a file that a bureau signed. Throws `file-refused` with what to do. */
export async function readBureauFile<Statement>(read: Promise<Statement>, what = '审核结果'): Promise<Statement> {
  try {
    return await read
  } catch (error) {
    if (error instanceof FileRefused) throw new Refused('file-refused', problems(what)[error.problem])
    throw error
  }
}

/** Whether the key is the bureau's: one that was compared before, or that somebody compared now, and which is kept then. Audited. */
export async function isBureauKey(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  q: Queries,
  actor: Actor,
  { key, name, confirmed }: { key: string; name: string; confirmed: string | undefined },
): Promise<boolean> {
  const { t } = store
  const { profile } = await organisationOf(q, store, actor.organisation)
  if (profile.bureaus.some((bureau) => bureau.key === key)) return true
  if (confirmed !== key) return false
  const bureaus = [...profile.bureaus, { key, name, since: dayOf(clock.now()) }]
  await q
    .update(t.organisation)
    .set({ profile: JSON.stringify({ ...profile, bureaus }) })
    .where(eq(t.organisation.id, actor.organisation))
  await recordAudit(q, store, clock, actor, 'organisation.bureau-key', key, { bureau: name })
  return true
}
