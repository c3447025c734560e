import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { EventKind } from '../../../shared/api/bureau'
import {
  type ActClaim,
  type ActDecided,
  type ActKind,
  type ActThing,
  type BureauActBody,
  bureauActText,
  signBureauAct,
} from '../../../shared/claim/bureau-act'
import { statementHash } from '../../../shared/plan/signed-file'
import type { Actor } from '../../access/actor'
import { nodeCrypto } from '../../crypto'
import type { Queries } from '../../db/store'
import type { Deps } from '../../deps'
import type { ReceivedClaim } from '../bureau'
import { writeStep } from '../events'
import { contentOf } from '../review/content'
import { newestDecision } from './newest-decision'
import { saidAt } from './said-at'

/** Acts that are a step of what became of a claim. */
export type ClaimActKind = Extract<EventKind, ActKind>

/** How a verb of the bureau says what it decided, inside its transaction. */
export interface Acts {
  /** On a claim: a step of it (`detail` is what its step says), and the signed statement for its 单位. */
  onClaim(
    kind: ClaimActKind,
    claim: ReceivedClaim,
    said: { decided: ActDecided; detail: Readonly<Record<string, unknown>>; under?: ActThing },
  ): Promise<void>
  /** On a list, a table, a 巡查 or a hold as a whole; `firm` where one 单位 alone is concerned. */
  onThing(kind: ActKind, thing: ActThing, decided: ActDecided, firm?: string): Promise<void>
}

type Acting = Pick<Deps, 'store' | 'clock' | 'keys'>

/**
 * A transaction in which a bureau decides: whatever `work` says through `acts` is signed by the bureau's package key and written with it, or not at all.
 * Steps of a claim that are decisions can be written in no other way (`addEvent` does not take them). Audit beside it, as of every verb.
 */
export async function deciding<T>(
  deps: Acting,
  actor: Actor,
  work: (q: Queries, acts: Acts) => Promise<T>,
): Promise<T> {
  // Made at first need, which is a transaction of its own.
  const signer = await deps.keys.package(actor.organisation)
  const { store, clock } = deps
  const { t } = store
  return store.tx(async (q) => {
    const firmOf = async (id: string): Promise<string> => {
      const [row] = await q.select({ their: t.bureauFirm.their }).from(t.bureauFirm).where(eq(t.bureauFirm.id, id))
      return row?.their ?? ''
    }
    const sign = async (
      of: { subject: string; firm?: string; claim?: string; event?: string },
      at: number,
      said: Pick<BureauActBody, 'kind' | 'subject' | 'under' | 'decided'>,
    ): Promise<void> => {
      const { member, role, organisation, organisationName: name } = actor
      const statement = await signBureauAct(nodeCrypto, signer, {
        ...said,
        ...(of.firm !== undefined && { organisation: await firmOf(of.firm) }),
        decided: shortened(said.decided),
        ...{ by: { member, role }, bureau: { id: organisation, name }, at },
      })
      await q.insert(t.bureauAct).values({
        ...{ id: randomUUID(), organisation, kind: said.kind, subject: of.subject, by: member, at },
        ...{ firm: of.firm ?? null, claim: of.claim ?? null, event: of.event ?? null },
        ...{ hash: statementHash(nodeCrypto, statement), statement: bureauActText(statement) },
      })
    }
    return work(q, {
      async onClaim(kind, claim, { decided, detail, under }) {
        const event = await writeStep(q, store, clock, actor, claim, kind, detail)
        const { id, their, theirNumber: number, version, number: received, firm } = claim
        const source = claim.source === 'manual' ? 'manual' : 'package'
        const content = await contentOf(q, store, claim)
        const subject: ActClaim = { type: 'claim', id: their, number, version, content, source, received }
        const takesBack = kind === 'reopened' ? await newestDecision(q, store, id) : undefined
        await sign({ subject: id, firm, claim: id, event }, await saidAt(q, deps, id), {
          ...{ kind, subject, ...(under && { under }) },
          decided: { ...decided, ...(takesBack !== undefined && { takesBack }) },
        })
      },
      onThing: (kind, subject, decided, firm) =>
        sign({ subject: subject.id, ...(firm !== undefined && { firm }) }, clock.now(), { kind, subject, decided }),
    })
  })
}

/** Reasons are what people typed: runs of digits as long as ID numbers, phones and accounts are cut to their last four, empty ones left out. */
function shortened({ reason, number, ...rest }: ActDecided): ActDecided {
  const said = (reason ?? '').trim().replace(/[\d０-９]{11,}[Xx]?/g, (run) => `****${run.slice(-4)}`)
  return {
    ...rest,
    ...(said !== '' && { reason: said }),
    ...(number !== undefined && number !== '' && { number }),
  }
}
