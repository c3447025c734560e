import { and, desc, eq, inArray, or } from 'drizzle-orm'
import type { ImportedStatement } from '../../../shared/api/claims'
import { dayOf } from '../../../shared/calendar/beijing'
import { type Actor, requireRole } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Queries } from '../../db/store'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { keepFile } from '../../training/evidence'
import { isBureauKey } from '../../training/plan/bureau-file'
import { type ClaimRow, claimOf } from './claim-row'
import { recordEvent } from './events'
import { foldOtherSeats } from './hand-in-claim'
import { type ClaimStatement, readClaimStatement } from './read-statement'

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
 * `known` and changes nothing. A key that was not compared yet is answered with its fingerprint and nothing else. Throws `file-refused`, and `conflict`
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
    const claim = await demandAbout(deps, q, actor, said, chosen)
    if (!(await isBureauKey(deps, q, actor, { key, name: bureau, confirmed }))) return 'unknown-key' as const
    if (await demandLatest(deps, q, said)) return 'known' as const
    await take(deps, q, actor, claim, said)
    return 'taken' as const
  })
  deriver.wake()
  return { state, key, bureau, claim: id, kind }
}

/** The claim that it is about. Throws `not-found` where the chosen one is none, `file-refused` where it is of another organisation, another claim, or no package that was made here. */
async function demandAbout(
  { store }: Pick<Deps, 'store'>,
  q: Queries,
  { organisation }: Actor,
  said: ClaimStatement,
  chosen: string | undefined,
): Promise<ClaimRow> {
  const { t } = store
  if (chosen !== undefined) await claimOf(q, store, chosen, organisation)
  const [packed] = await q
    .select({ claim: t.claimPackage.claim })
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
  return claimOf(q, store, said.claim, organisation)
}

/** Whether it was taken before. Throws `conflict` where a later one holds. */
async function demandLatest({ store: { t } }: Pick<Deps, 'store'>, q: Queries, said: ClaimStatement): Promise<boolean> {
  const { claimStatement: one } = t
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
  if (taken.some(({ hash }) => hash === said.hash)) return true
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
  const document = await keepFile(q, store, {
    ...{ organisation: actor.organisation, bytes: new TextEncoder().encode(said.text) },
    ...{ type: 'application/json', extension: 'json', at: clock.now() },
  })
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
