import { and, eq } from 'drizzle-orm'
import * as v from 'valibot'
import { sha256Hex, utf8 } from '../../shared/crypto'
import type { StatementKind } from '../../shared/exchange/answers'
import { digest } from '../../shared/record/fields'
import type { Actor } from '../access/actor'
import { importClaimStatement } from '../claim/claims/import-statement'
import { nodeCrypto } from '../crypto'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import { importDecision } from '../training/plan/import-decision'
import { importReceipt } from '../training/plan/import-receipt'

/** What became of a statement here; `reason` why it was not taken. `plan` or `claim`: the one of this organisation that it is about. */
export interface Taken {
  state: 'taken' | 'refused'
  reason: string
  plan?: string
  claim?: string
}

/** What every statement of a bureau names. Nothing of it is believed before the import has verified it. */
const named = v.object({
  key: digest,
  body: v.object({
    organisation: v.string(),
    plan: v.optional(v.string()),
    claim: v.optional(v.object({ id: v.string() })),
    subject: v.optional(v.object({ type: v.string(), id: v.string() })),
  }),
})

/**
 * Takes one statement as the file that it is, by the import of its kind: signed by the key that was compared, for this organisation, about a plan or claim
 * of it. What is here already is taken. Never throws for what the statement says.
 */
export async function takeStatement(
  deps: Deps,
  actor: Actor,
  key: string,
  { kind, text }: { kind: StatementKind; text: string },
): Promise<Taken> {
  const read = v.safeParse(named, parsed(text))
  if (!read.success) return refused('人社局发来的不是签名文件')
  const { body } = read.output
  if (read.output.key !== key) return refused('不是由核对过的人社局密钥签名，没有采用。请与人社局核对')
  if (body.organisation !== actor.organisation) return refused('不是给本单位的')
  const about = await aboutOf(deps, actor, { plan: body.plan, claim: body.claim?.id ?? body.subject?.id })
  if (about.plan === undefined && about.claim === undefined) return refused('本单位没有它所说的计划（方案）或补贴申请')
  if (await isHere(deps, actor, text)) return { state: 'taken', reason: '', ...about }
  try {
    return (await importOf(deps, actor, kind, about, text))
      ? { state: 'taken', reason: '', ...about }
      : { ...refused('人社局的密钥没有核对过，没有采用'), ...about }
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    // Somebody imported its file meanwhile.
    if (await isHere(deps, actor, text)) return { state: 'taken', reason: '', ...about }
    return { ...refused(error.message), ...about }
  }
}

const refused = (reason: string): Taken => ({ state: 'refused', reason })

async function importOf(
  deps: Deps,
  actor: Actor,
  kind: StatementKind,
  { plan = '', claim = '' }: Pick<Taken, 'plan' | 'claim'>,
  file: string,
): Promise<boolean> {
  const { state } =
    kind === 'filing-receipt'
      ? await importReceipt(deps, actor, plan, { file })
      : kind === 'decision'
        ? await importDecision(deps, actor, plan, { file })
        : await importClaimStatement(deps, actor, file, { claim })
  return state !== 'unknown-key'
}

/** Ids that are of this organisation. */
async function aboutOf(
  { store: { t, read } }: Pick<Deps, 'store'>,
  { organisation }: Actor,
  { plan = '', claim = '' }: { plan?: string | undefined; claim?: string | undefined },
): Promise<Pick<Taken, 'plan' | 'claim'>> {
  const plans = await read
    .select({ id: t.plan.id })
    .from(t.plan)
    .where(and(eq(t.plan.id, plan), eq(t.plan.organisation, organisation)))
  const claims = await read
    .select({ id: t.subsidyClaim.id })
    .from(t.subsidyClaim)
    .where(and(eq(t.subsidyClaim.id, claim), eq(t.subsidyClaim.organisation, organisation)))
  return { ...(plans[0] && { plan: plans[0].id }), ...(claims[0] && { claim: claims[0].id }) }
}

/** Whether the very statement was taken before, from its file or by address. */
async function isHere({ store: { t, read } }: Pick<Deps, 'store'>, actor: Actor, text: string): Promise<boolean> {
  const { organisation } = actor
  const receipts = await read
    .select({ plan: t.planReceipt.plan })
    .from(t.planReceipt)
    .innerJoin(t.plan, eq(t.plan.id, t.planReceipt.plan))
    .where(and(eq(t.planReceipt.statement, text), eq(t.plan.organisation, organisation)))
  const decisions = await read
    .select({ plan: t.planDecision.plan })
    .from(t.planDecision)
    .innerJoin(t.plan, eq(t.plan.id, t.planDecision.plan))
    .where(and(eq(t.planDecision.statement, text), eq(t.plan.organisation, organisation)))
  const events = await read
    .select({ claim: t.claimEvent.claim })
    .from(t.claimEvent)
    .innerJoin(t.subsidyClaim, eq(t.subsidyClaim.id, t.claimEvent.claim))
    .where(
      and(eq(t.claimEvent.document, sha256Hex(nodeCrypto, utf8(text))), eq(t.subsidyClaim.organisation, organisation)),
    )
  return receipts.length + decisions.length + events.length > 0
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
