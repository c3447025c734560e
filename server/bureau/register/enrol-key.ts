import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { EnrolKey, KeyEnded, KeyRead } from '../../../shared/api/bureau-register'
import { dayRange } from '../../../shared/calendar/beijing'
import { type FileProblem, FileRefused } from '../../../shared/plan/signed-file'
import { type KeyFileStatement, type KeyHolder, readKeyFile } from '../../../shared/register/key-file'
import type { Actor } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import { nodeCrypto } from '../../crypto'
import type { Queries } from '../../db/store'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { demandEvidence } from '../../training/evidence'
import { requireBureau } from '../bureau'
import { keysInForce } from './keys-in-force'
import { markEnded, weighEnded } from './mark-ended'
import { manualNamed, sameFirm } from './same-firm'
import { firmOfKey } from './trusted'

const SAME = { code: '单位名录里已有同一统一社会信用代码的单位。', name: '单位名录里已有同名的单位。' } as const

export const keyFileProblems: Record<FileProblem, string> = {
  'not-json': '这不是单位密钥文件，请让单位在“设置 → 单位密钥”里导出后发来',
  'not-canonical': '文件被改动或重新保存过，请用单位发来的原文件',
  schema: '这不是单位密钥文件，或来自更新的版本，请核对',
  key: '文件里的密钥与指纹不符，请用单位发来的原文件',
  signature: '签名与内容不符，文件可能被改动过，请用单位发来的原文件',
}

/**
 * Enrols the package key of a 单位 by its 单位密钥文件. Without `confirmed` the file is read and answered with its fingerprint, and nothing is kept; with it,
 * somebody compared that fingerprint with the 单位's own screen, and `compared` says how. A 单位 with a key in force gets another one only by letter
 * (`letter`: the day from which the old key is lost, and the scan) or by rotation. It stays one also where its server was built anew: what came from either
 * server is its own. Throws `file-refused`, `conflict` and `bad-request`.
 */
export async function enrolKey(deps: Deps, actor: Actor, input: EnrolKey): Promise<KeyRead> {
  requireBureau(actor, 'manager')
  const { store, clock } = deps
  const statement = await read(input.file)
  const { body, key } = statement
  const answer = await store.tx(async (q): Promise<KeyRead> => {
    const known = await firmOfKey(q, store, actor.organisation, key)
    const same = await sameFirm(q, store, actor.organisation, body.organisation, clock.now())
    const manual = same ? undefined : await manualNamed(q, store, actor.organisation, body.organisation.name)
    if (input.joins && input.joins.firm !== manual?.id)
      throw new Refused('conflict', '要合并的单位已经变了，请重新选择密钥文件')
    const firm = same?.firm ?? (input.joins && manual)
    const held = firm ? await keysInForce(q, store, firm.id, clock.now()) : []
    const { name, kind, creditCode = '' } = body.organisation
    const said = {
      fingerprint: key,
      name,
      kind,
      creditCode,
      from: body.from,
      known: known !== undefined,
      ...(manual && { manual: { id: manual.id, name: manual.name } }),
      ...(same && same.by !== 'server' && { as: { name: same.firm.name, by: same.by } }),
    }
    if (known || input.confirmed === undefined) return { ...said, held: held.length > 0, state: 'read' }
    if (input.confirmed !== key) throw new Refused('conflict', '核对的指纹与文件里的不同，请重新选择文件')
    if (input.compared.trim() === '')
      throw new Refused('bad-request', '请写明与单位怎样核对的指纹（当面、电话及对方姓名）')
    if (held.length > 0 && !input.letter)
      throw new Refused(
        'conflict',
        `${same && same.by !== 'server' ? SAME[same.by] : ''}${name}已有在用的密钥。更换密钥请导入“密钥更换文件”；旧密钥丢失的（服务器重装、没有备份），请上传盖章的说明后登记`,
      )
    await demandEvidence(q, store, actor.organisation, input.letter?.evidence)
    const id = firm?.id ?? randomUUID()
    if (!firm) await addFirm(deps, q, actor, id, body.organisation)
    else if (firm.their !== body.organisation.id)
      await q
        .update(store.t.bureauFirm)
        .set({ their: body.organisation.id, ...(firm.creditCode === '' && { creditCode }) })
        .where(eq(store.t.bureauFirm.id, id))
    const now = clock.now()
    const ended: KeyEnded = { claims: [], filings: [] }
    for (const old of held) {
      const until = input.letter ? dayRange(input.letter.from).from : now
      await q.insert(store.t.bureauKeyEnd).values({
        ...{ id: randomUUID(), organisation: actor.organisation, key: old.id, until },
        ...{ why: 'lost', reason: input.letter?.reason ?? '', evidence: input.letter?.evidence ?? null },
        ...{ by: actor.member, at: now },
      })
      const marked = await markEnded(q, deps, actor, old.key, until)
      ended.claims.push(...marked.claims)
      ended.filings.push(...marked.filings)
    }
    await q.insert(store.t.bureauKey).values({
      ...{ id: randomUUID(), organisation: actor.organisation, firm: id, key, public: body.publicKey, from: body.from },
      ...{ how: input.letter ? 'letter' : 'file', compared: input.compared.trim(), statement: input.file },
      ...{ evidence: input.letter?.evidence ?? null, by: actor.member, at: now },
    })
    await recordAudit(q, store, clock, actor, 'firm.key', id, {
      ...{ name, key, how: input.letter ? 'letter' : 'file' },
      ...(input.joins && { reason: `与手工申报的单位合为一个：${input.joins.reason}` }),
      ...(firm && firm.their !== '' && firm.their !== body.organisation.id && { serverBefore: firm.their }),
    })
    return { ...said, held: false, state: 'enrolled', firm: id, ...(held.length > 0 && { ended }) }
  })
  if (answer.ended) await weighEnded(deps, actor, answer.ended)
  return answer
}

async function read(file: string): Promise<KeyFileStatement> {
  try {
    return await readKeyFile(nodeCrypto, file)
  } catch (error) {
    if (error instanceof FileRefused) throw new Refused('file-refused', keyFileProblems[error.problem])
    throw error
  }
}

async function addFirm(
  { store, clock }: Deps,
  q: Queries,
  actor: Actor,
  id: string,
  { id: their, kind, name, creditCode = '' }: KeyHolder,
): Promise<void> {
  await q.insert(store.t.bureauFirm).values({
    ...{ id, organisation: actor.organisation, kind, name, creditCode, their, by: actor.member },
    createdAt: clock.now(),
  })
}
