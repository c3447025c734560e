import { and, eq } from 'drizzle-orm'
import * as v from 'valibot'
import { sha256Hex, utf8 } from '../../shared/crypto'
import { isStatementKind, type StatementKind } from '../../shared/exchange/answers'
import { digest, instant } from '../../shared/record/fields'
import type { Actor } from '../access/actor'
import { importClaimStatement } from '../claim/claims/import-statement'
import { nodeCrypto } from '../crypto'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import { importDecision } from '../training/plan/import-decision'
import { importReceipt } from '../training/plan/import-receipt'

/** What became of a statement here; `kept`: without effect; `aside`: for another server, for good; `reason` why it was not taken or has none. `plan` or `claim`: the one of this organisation that it is about. */
export interface Taken {
  state: 'taken' | 'kept' | 'aside' | 'refused'
  reason: string
  plan?: string
  claim?: string
}

/** What every statement of a bureau names. Nothing of it is believed before the import has verified it. */
const named = v.object({
  key: digest,
  body: v.object({
    organisation: v.string(),
    at: instant,
    plan: v.optional(v.string()),
    claim: v.optional(v.object({ id: v.string() })),
    subject: v.optional(v.object({ type: v.string(), id: v.string() })),
  }),
})

/**
 * Takes one statement as the file that it is, by the import of its kind: signed by a key that was compared (`isOf`), for this organisation, about a plan or claim
 * of it. What is here already is taken. Never throws for what the statement says.
 */
export async function takeStatement(
  deps: Deps,
  actor: Actor,
  isOf: (key: string, at: number) => boolean,
  { kind, text }: { kind: string; text: string },
): Promise<Taken> {
  if (!isStatementKind(kind)) return refused('本单位的程序还不认识这种文件，已留存，升级后自动采用')
  const read = v.safeParse(named, parsed(text))
  if (!read.success) return refused('人社局发来的不是签名文件')
  const { body } = read.output
  if (!isOf(read.output.key, body.at)) return refused('不是由核对过的人社局密钥签名，没有采用。请与人社局核对')
  if (body.organisation !== actor.organisation) return aside
  const about = await aboutOf(deps, actor, { plan: body.plan, claim: body.claim?.id ?? body.subject?.id })
  if (about.plan === undefined && about.claim === undefined) return refused('本单位没有它所说的计划（方案）或补贴申请')
  const before = await hereAs(deps, actor, text)
  if (before) return { ...before, ...about }
  try {
    const state = await importOf(deps, actor, kind, about, text)
    if (state === 'earlier') return { ...earlier, ...about }
    return state !== 'unknown-key'
      ? { ...taken, ...about }
      : { ...refused('人社局的密钥没有核对过，没有采用'), ...about }
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    // Somebody imported its file meanwhile.
    const meanwhile = await hereAs(deps, actor, text)
    if (meanwhile) return { ...meanwhile, ...about }
    return { ...refused(error.message), ...about }
  }
}

const taken = { state: 'taken', reason: '' } as const
const earlier = { state: 'kept', reason: '针对此前的版本，不改变现在的申请' } as const
/** The bureau goes by 单位: one whose server was built anew gets what was signed for the former one as well. */
const aside = { state: 'aside', reason: '不是给本单位现在的系统（重装前或其他单位），只留存' } as const
const refused = (reason: string): Taken => ({ state: 'refused', reason })

async function importOf(
  deps: Deps,
  actor: Actor,
  kind: StatementKind,
  { plan = '', claim = '' }: Pick<Taken, 'plan' | 'claim'>,
  file: string,
): Promise<'taken' | 'earlier' | 'known' | 'unknown-key'> {
  const { state } =
    kind === 'filing-receipt'
      ? await importReceipt(deps, actor, plan, { file })
      : kind === 'decision'
        ? await importDecision(deps, actor, plan, { file })
        : await importClaimStatement(deps, actor, file, { claim })
  return state
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

/** What the very statement was taken as before, from its file or by address. */
async function hereAs(
  { store: { t, read } }: Pick<Deps, 'store'>,
  actor: Actor,
  text: string,
): Promise<Taken | undefined> {
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
    .select({ kind: t.claimEvent.kind })
    .from(t.claimEvent)
    .innerJoin(t.subsidyClaim, eq(t.subsidyClaim.id, t.claimEvent.claim))
    .where(
      and(eq(t.claimEvent.document, sha256Hex(nodeCrypto, utf8(text))), eq(t.subsidyClaim.organisation, organisation)),
    )
  if (receipts.length + decisions.length + events.length === 0) return undefined
  return events.some(({ kind }) => kind === 'earlier-version') ? earlier : taken
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
