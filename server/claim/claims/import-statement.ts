import { and, desc, eq, inArray, or } from 'drizzle-orm'
import type { ImportedStatement } from '../../../shared/api/claims'
import { dayOf } from '../../../shared/calendar/beijing'
import { sha256Hex, utf8 } from '../../../shared/crypto'
import { type Actor, requireRole } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import { nodeCrypto } from '../../crypto'
import type { Queries } from '../../db/store'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { isBureauKey } from '../../training/plan/bureau-file'
import { type ClaimRow, claimOf } from './claim-row'
import { keepEarlier, versionAt } from './earlier-version'
import { recordEvent } from './events'
import { foldOtherSeats } from './hand-in-claim'
import { type ClaimStatement, keepStatement, readClaimStatement } from './read-statement'

/** Decisions on a claim, and acts that move it here: of these the latest holds. The others only stand beside. */
const moving = ['agreed', 'returned', 'refused', 'reopened', 'paid', 'pay-returned'] as const
const decisions: readonly string[] = ['agreed', 'returned', 'refused']

interface Options {
  /** Fingerprint of the bureau's key, once somebody compared it. */
  confirmed?: string | undefined
  /** The claim that it must be about, where it was chosen by somebody. */
  claim?: string
}

/**
 * Takes what a bureau signed about a claim of the actor's organisation, be it a decision or an act on it (`shared/claim/bureau-act.ts`), and keeps the
 * file; the claim is found by the statement itself. agreed: with the amount the bureau accepted, and the payment is still to come; returned: everything
 * to put right stands in the remark; reopened: the earlier decision holds no longer, and cannot be taken again; paid; recovered. Taken before, it is
 * `known` and changes nothing. About a package of an earlier version it is kept as history, `earlier`, and changes nothing either: that version stands no
 * longer. A key that was not compared yet is answered with its fingerprint and nothing else. Throws `file-refused`, and `conflict`
 * where a later one was taken or the claim is not handed in. Audited.
 */
export async function importClaimStatement(
  deps: Deps,
  actor: Actor,
  text: string,
  { confirmed, claim: chosen }: Options = {},
): Promise<ImportedStatement> {
  requireRole(actor, 'hr')
  const { store, deriver } = deps
  const said = await readClaimStatement(text)
  const { key, bureau, kind, claim: id } = said
  const state = await store.tx(async (q) => {
    const { claim, version } = await demandAbout(deps, q, actor, said, chosen)
    if (!(await isBureauKey(deps, q, actor, { key, name: bureau, confirmed }))) return 'unknown-key' as const
    if (version < claim.version) {
      if (await wasTaken(deps, q, said)) return 'known' as const
      await keepEarlier(deps, q, actor, claim, { said, version })
      return 'earlier' as const
    }
    if (await demandLatest(deps, q, said)) return 'known' as const
    await take(deps, q, actor, claim, said)
    return 'taken' as const
  })
  deriver.wake()
  return { state, key, bureau, claim: id, kind }
}

/** The claim that it is about, and the version of it. Throws `not-found` where the chosen one is none, `file-refused` where it is of another organisation, another claim, or no package that was made here. */
async function demandAbout(
  { store }: Pick<Deps, 'store'>,
  q: Queries,
  { organisation }: Actor,
  said: ClaimStatement,
  chosen: string | undefined,
): Promise<{ claim: ClaimRow; version: number }> {
  const { t } = store
  if (chosen !== undefined) await claimOf(q, store, chosen, organisation)
  const [packed] = await q
    .select({ version: t.claimPackage.version, at: t.claimPackage.at })
    .from(t.claimPackage)
    .innerJoin(t.subsidyClaim, eq(t.subsidyClaim.id, t.claimPackage.claim))
    .where(
      and(
        ...[eq(t.claimPackage.claim, said.claim), eq(t.claimPackage.content, said.content)],
        eq(t.subsidyClaim.organisation, organisation),
      ),
    )
  if (!packed || said.organisation !== organisation || (chosen ?? said.claim) !== said.claim)
    throw new Refused('file-refused', '这份文件不是针对这份申请的资料包的，请到对应的申请里导入')
  const claim = await claimOf(q, store, said.claim, organisation)
  return { claim, version: packed.version ?? (await versionAt(q, store, said.claim, packed.at)) }
}

/** Whether its file was taken, be it before the statements themselves were kept. */
async function wasTaken({ store: { t } }: Pick<Deps, 'store'>, q: Queries, said: ClaimStatement): Promise<boolean> {
  const document = sha256Hex(nodeCrypto, utf8(said.text))
  const events = await q
    .select({ id: t.claimEvent.id })
    .from(t.claimEvent)
    .where(and(eq(t.claimEvent.claim, said.claim), eq(t.claimEvent.document, document)))
  return events.length > 0
}

/** Whether it was taken before. Throws `conflict` where a later one holds. */
async function demandLatest(deps: Pick<Deps, 'store'>, q: Queries, said: ClaimStatement): Promise<boolean> {
  const { claimStatement: one } = deps.store.t
  const taken = await q
    .select()
    .from(one)
    .where(
      and(
        eq(one.claim, said.claim),
        or(eq(one.hash, said.hash), eq(one.takesBack, said.hash), inArray(one.kind, [...moving])),
      ),
    )
    .orderBy(desc(one.saidAt))
  const back = taken.find(
    ({ kind, takesBack, saidAt }) => kind === 'reopened' && (takesBack === said.hash || saidAt >= said.at),
  )
  if (back && decisions.includes(said.kind))
    throw new Refused(
      'conflict',
      `${dayOf(said.at)} 的这份审核决定已经由人社局在 ${dayOf(back.saidAt)} 撤销，补贴申请正在重新审核。请等新的审核决定，不要再导入这一份`,
    )
  if (taken.some(({ hash }) => hash === said.hash) || (await wasTaken(deps, q, said))) return true
  const [newest] = taken
  if (isMoving(said.kind) && newest && newest.saidAt >= said.at)
    throw new Refused(
      'conflict',
      `已经导入了人社局 ${dayOf(newest.saidAt)} 更新的结果，${dayOf(said.at)} 的这一份不用再导入`,
    )
  return false
}
const isMoving = (kind: string): boolean => moving.some((one) => one === kind)

async function take(deps: Deps, q: Queries, actor: Actor, claim: ClaimRow, said: ClaimStatement): Promise<void> {
  const { store, clock } = deps
  const { t } = store
  const { kind, hash, at: saidAt, event } = said
  const decides = decisions.includes(kind)
  if (claim.status !== 'handed-in' && (decides || claim.status !== 'paid'))
    throw new Refused('conflict', '只有已提交、还没有结果的申请可以登记结果')
  const document = await keepStatement(deps, q, actor, said)
  const held = await q
    .selectDistinct({ person: t.claimHold.person })
    .from(t.claimHold)
    .where(eq(t.claimHold.claim, claim.id))
  await recordEvent(deps, q, actor, claim, { ...event, document })
  await q.insert(t.claimStatement).values({
    ...{ organisation: actor.organisation, claim: claim.id, hash, kind, takesBack: said.takesBack ?? null, saidAt },
    ...{ by: actor.member, at: clock.now() },
  })
  if (kind === 'returned' || kind === 'refused')
    await foldOtherSeats(
      deps,
      q,
      held.map(({ person }) => person),
    )
  await recordAudit(q, store, clock, actor, decides ? 'claim.decide' : 'claim.bureau-act', claim.id, {
    ...{ number: claim.number, outcome: event.kind, date: event.day, how: 'bureau' },
    ...(event.amount !== undefined && { total: event.amount }),
  })
}
