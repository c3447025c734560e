import { randomUUID } from 'node:crypto'
import { and, eq, like } from 'drizzle-orm'
import type { FilingTaken } from '../../../shared/api/bureau-register'
import { dayOf } from '../../../shared/calendar/beijing'
import { deadlinesOf } from '../../../shared/plan/deadlines'
import { filingHash } from '../../../shared/plan/decision'
import { openBody } from '../../../shared/plan/filed-body'
import type { FilingBody } from '../../../shared/plan/filing'
import { filingReceiptText, signFilingReceipt } from '../../../shared/plan/filing-receipt'
import type { OrganisationProfile } from '../../../shared/plan/profile'
import type { Actor } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import { nodeCrypto } from '../../crypto'
import type { Queries } from '../../db/store'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { calendarOf } from '../../training/calendar/calendar'
import { keepEvidence } from '../../training/evidence'
import { organisationOf } from '../../training/organisation/profile'
import { requireBureau } from '../bureau'
import { readUpload } from './read-filing'
import { firmOfKey, type TrustedFirm } from './trusted'

/** What the cipher text of a received filing is bound to. */
export const receivedRow = (id: string) => `bureau-filing:${id}`

/**
 * Takes in a filing (备案 / 开班申请): signed by an enrolled key that counted on the day it was filed. It gets a number, a term by the bureau's calendar and a
 * signed 受理回执. The same filing again answers what it got before. Throws `file-refused`, `not-found` where the key is not
 * enrolled, and `conflict` where it did not count, is another 单位's, or not of the one that brings it (`from`, where that is known).
 */
export async function receiveFiling(deps: Deps, actor: Actor, bytes: Uint8Array, from?: string): Promise<FilingTaken> {
  requireBureau(actor, 'hr')
  const { store, secrets, clock, keys } = deps
  const { t } = store
  const { text, statement, attachments } = await readUpload(bytes)
  const { body, key } = statement
  const hash = filingHash(nodeCrypto, body)
  const signer = await keys.package(actor.organisation)
  return store.tx(async (q) => {
    const firm = await firmOfKey(q, store, actor.organisation, key)
    demandTrusted(firm, body)
    if (from !== undefined && firm.firm !== from)
      throw new Refused('conflict', '这份材料由另一个单位签名，不是报送它的单位的。请由签名的单位自己报送')
    const [held] = await q
      .select()
      .from(t.bureauFiling)
      .where(and(eq(t.bureauFiling.organisation, actor.organisation), eq(t.bureauFiling.hash, hash)))
    const now = clock.now()
    for (const file of attachments) await keepEvidence(q, store, actor.organisation, file.bytes, now)
    if (held) return { id: held.id, number: held.number, again: true, due: held.due, tentative: held.tentative === 1 }
    const id = randomUUID()
    const { kind } = body.organisation
    const received = dayOf(now)
    const bureau = await organisationOf(q, store, actor.organisation)
    const { due, tentative } = await termOf(deps, q, actor, bureau.profile, kind, received)
    const number = await nextNumber(deps, q, actor, kind, received)
    const receipt = await signFilingReceipt(nodeCrypto, signer, {
      ...{ filing: hash, plan: body.plan.id, version: body.plan.version, organisation: body.organisation.id },
      ...{ number, received, due, tentative, at: now },
      bureau: { id: actor.organisation, name: bureau.name },
    })
    await q.insert(t.bureauFiling).values({
      ...{ id, organisation: actor.organisation, firm: firm.firm, kind, plan: body.plan.id, series: body.plan.series },
      ...{ version: body.plan.version, hash, key, number, title: body.plan.title },
      ...{ occupation: body.plan.occupation.name, level: body.plan.level, trainees: body.plan.trainees },
      ...{ ...body.plan.period, filedAt: body.filedAt, receivedAt: now, due, tentative: tentative ? 1 : 0 },
      ...{ status: 'received', statement: secrets.encrypt(text, receivedRow(id)), by: actor.member },
      ...{ body: JSON.stringify(openBody(body)), receipt: filingReceiptText(receipt) },
    })
    await recordAudit(q, store, clock, actor, 'filing.receive', id, {
      ...{ number, name: firm.name, title: body.plan.title, version: body.plan.version },
    })
    return { id, number, again: false, due, tentative }
  })
}

function demandTrusted(firm: TrustedFirm | undefined, body: FilingBody): asserts firm is TrustedFirm {
  if (!firm)
    throw new Refused(
      'not-found',
      `${body.organisation.name}签名用的密钥没有在本局登记。请先在“单位名录”用单位密钥文件登记并核对指纹，再收这份材料`,
    )
  if (firm.their !== body.organisation.id)
    throw new Refused('conflict', `签名的密钥登记在${firm.name}名下，材料却写的是${body.organisation.name}，不能受理`)
  if (body.filedAt < firm.from || (firm.until !== undefined && body.filedAt >= firm.until))
    throw new Refused('conflict', `${firm.name}签名用的密钥在提交时不在有效期内（尚未启用或已停用），请核对单位名录`)
}

/** The bureau's own term from its settings, else the one of shared/plan/deadlines.json. */
async function termOf(
  { store }: Deps,
  q: Queries,
  actor: Actor,
  { deadlines }: OrganisationProfile,
  kind: FilingBody['organisation']['kind'],
  filed: string,
) {
  const calendar = await calendarOf(q, store, actor.organisation)
  const term = deadlinesOf({ kind, filed }, filed, calendar, deadlines).find(({ id }) => id === 'answer')
  if (!term) throw new Error('no term for an answer')
  return term
}

async function nextNumber(
  { store: { t } }: Deps,
  q: Queries,
  actor: Actor,
  kind: FilingBody['organisation']['kind'],
  received: string,
): Promise<string> {
  const head = `${kind === 'enterprise' ? '备案受理' : '开班受理'}〔${received.slice(0, 4)}〕`
  const rows = await q
    .select({ number: t.bureauFiling.number })
    .from(t.bureauFiling)
    .where(and(eq(t.bureauFiling.organisation, actor.organisation), like(t.bureauFiling.number, `${head}%`)))
  return `${head}${rows.length + 1}号`
}
