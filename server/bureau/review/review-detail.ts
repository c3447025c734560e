import { and, desc, eq } from 'drizzle-orm'
import * as v from 'valibot'
import { claimState, verdicts } from '../../../shared/api/bureau'
import { proposalEnds, type ReviewAnswer } from '../../../shared/api/bureau-review'
import { claimOutcomes } from '../../../shared/claim/claim-decision'
import type { Actor } from '../../access/actor'
import type { Store } from '../../db/store'
import type { Deps } from '../../deps'
import { hashOf, statementsOn } from '../acts/statements'
import { type ReceivedClaim, type ReceivedPerson, receivedClaim, requireBureau } from '../bureau'
import { openReopening } from '../held-back'
import { agreedPeople } from './agreed'
import { refreshRisk } from './claim-risk'
import { concernsOf } from './concerns'
import { contentOf } from './content'
import { doubtsOf } from './doubts'
import { interviewedOf, wasHeld } from './interviewed'
import { packageOf } from './kept-package'
import { workbooksOf } from './manual/workbooks'
import { drawnOfClaim, namesOf } from './review-people'

type Names = ReadonlyMap<string, string>

/** A claim under review with everything around it but its people, who are a list of their own. Throws `not-allowed`, `not-found`. */
export async function reviewDetail(deps: Deps, actor: Actor, id: string): Promise<ReviewAnswer> {
  requireBureau(actor, 'auditor')
  const { store } = deps
  const { t, read } = store
  const claim = await receivedClaim(read, store, actor, id)
  const risk = await refreshRisk(deps, claim)
  const people = await agreedPeople(read, store, claim)
  const everybody = people.map(({ person }) => person)
  const names = await namesOf(read, store, actor.organisation)
  const [firm] = await read.select().from(t.bureauFirm).where(eq(t.bureauFirm.id, claim.firm))
  const verdict = v.safeParse(v.picklist(verdicts), (await packageOf(read, store, claim))?.verdict)
  const drawn = await drawnOfClaim(read, store, claim)
  const held = await interviewedOf(read, store, claim)
  return {
    ...{ id, number: claim.number, theirNumber: claim.theirNumber, title: claim.title, version: claim.version },
    firm: { id: claim.firm, name: firm?.name ?? '', kind: firm?.kind ?? '' },
    source: claim.source === 'manual' ? 'manual' : 'package',
    status: v.parse(claimState, claim.status),
    ...(verdict.success && { verdict: verdict.output }),
    content: await contentOf(read, store, claim),
    ...{ risk, people: claim.people, asked: claim.asked },
    agreed: people.reduce((sum, { amount }) => sum + amount, 0),
    reduced: people.filter(({ reasons }) => reasons.length > 0).length,
    ...{ drawn: drawn.size, interviewed: [...drawn].filter((one) => wasHeld(held.get(one))).length },
    findings: (await doubtsOf(read, store, claim, everybody)).map(
      ({ code: _, people: concerned, records, ...one }) => ({
        ...one,
        people: everybody
          .filter((person) => concerned.includes(person.id))
          .map((person) => ({ id: person.id, number: person.number, name: person.name })),
        records: records.map((record) => ({ ...record })),
      }),
    ),
    ...(await reopeningOf(store, claim, actor, names)),
    proposals: await proposalsOf(store, claim, actor, names),
    statements: (await statementsOn(read, store, id)).map(({ text, ...one }) => ({ ...one, hash: hashOf({ text }) })),
    concerns: claim.status === 'received' ? await concernsOf(read, store, claim) : [],
    comments: await commentsOf(store, claim, names),
    workbooks: await workbooksOf(store, claim, names),
    recoveries: await recoveriesOf(store, claim, everybody, names),
  }
}

async function reopeningOf(
  store: Store,
  claim: ReceivedClaim,
  { member }: Actor,
  names: Names,
): Promise<Pick<ReviewAnswer, 'reopening'>> {
  const open = await openReopening(store.read, store, claim)
  if (!open) return {}
  const { id, reason, by, at } = open
  return { reopening: { id, reason, by: names.get(by) ?? by, own: by === member, at } }
}

async function proposalsOf(
  { t, read }: Store,
  { id }: ReceivedClaim,
  { member }: Actor,
  names: Names,
): Promise<ReviewAnswer['proposals']> {
  const rows = await read
    .select({ proposal: t.bureauProposal, decision: t.bureauDecision })
    .from(t.bureauProposal)
    .leftJoin(t.bureauDecision, eq(t.bureauDecision.proposal, t.bureauProposal.id))
    .where(eq(t.bureauProposal.claim, id))
    .orderBy(desc(t.bureauProposal.at))
  return rows.map(({ proposal, decision }) => ({
    ...{ id: proposal.id, version: proposal.version, outcome: v.parse(v.picklist(claimOutcomes), proposal.outcome) },
    ...{ remark: proposal.remark, items: v.parse(v.array(v.string()), JSON.parse(proposal.items)) },
    ...{ amount: proposal.amount, by: names.get(proposal.by) ?? proposal.by, own: proposal.by === member },
    at: proposal.at,
    ...(decision && {
      decision: {
        kind: v.parse(v.picklist(proposalEnds), decision.kind),
        ...{ number: decision.number, remark: decision.remark, at: decision.at },
        by: names.get(decision.by) ?? decision.by,
      },
    }),
  }))
}

const commented = v.object({ text: v.string() })

async function commentsOf({ t, read }: Store, { id }: ReceivedClaim, names: Names): Promise<ReviewAnswer['comments']> {
  const rows = await read
    .select()
    .from(t.bureauEvent)
    .where(and(eq(t.bureauEvent.claim, id), eq(t.bureauEvent.kind, 'comment')))
    .orderBy(desc(t.bureauEvent.at))
  return rows.flatMap(({ detail, by, at, version }) => {
    const read = v.safeParse(commented, JSON.parse(detail))
    return read.success ? [{ text: read.output.text, by: names.get(by) ?? by, at, version }] : []
  })
}

async function recoveriesOf(
  { t, read }: Store,
  { id }: ReceivedClaim,
  people: readonly ReceivedPerson[],
  names: Names,
): Promise<ReviewAnswer['recoveries']> {
  const rows = await read
    .select()
    .from(t.bureauRecovery)
    .where(eq(t.bureauRecovery.claim, id))
    .orderBy(desc(t.bureauRecovery.at))
  return rows.map(({ person, kind, amount, day, number, reason, document, by, at }) => {
    const one = people.find((known) => known.id === person)
    return {
      ...{ kind: v.parse(v.picklist(['demanded', 'received']), kind), amount, day, number, reason, at },
      ...(document !== null && { document }),
      ...{ who: one ? `${one.number} ${one.name}` : '', by: names.get(by) ?? by },
    }
  })
}
