import { and, desc, eq, isNull, ne } from 'drizzle-orm'
import * as v from 'valibot'
import {
  type CameStatement,
  cameStatement,
  type SendingState,
  type SentFile,
  type SentOf,
  sentFile,
} from '../../shared/api/sending'
import { type Actor, requireRole } from '../access/actor'
import type { Queries, Store } from '../db/store'
import type { Deps } from '../deps'
import { filerKind } from '../training/plan/filed'
import type { Asked } from './deliver'
import { keptBureau } from './kept-bureau'
import { troubleOf } from './trouble'

const NEWEST = 30
const NEWEST_OF_ONE = 10

/** The bureau that is exchanged with, and the newest of what went and came. */
export async function readSending({ store }: Pick<Deps, 'store'>, actor: Actor): Promise<SendingState> {
  requireRole(actor, 'hr', 'auditor')
  filerKind(actor)
  const { t, read } = store
  const kept = await keptBureau(read, store, actor.organisation)
  const [look] = kept ? await read.select().from(t.exchangeLook).where(eq(t.exchangeLook.kept, kept.id)) : []
  const [by] = kept ? await read.select({ name: t.member.name }).from(t.member).where(eq(t.member.id, kept.by)) : []
  return {
    ...(kept && {
      bureau: {
        ...{ address: kept.address, id: kept.bureau, name: kept.name, key: kept.key, compared: kept.compared },
        ...{ by: by?.name ?? kept.by, at: kept.at },
        ...(look && { look: { at: look.at, problem: look.problem } }),
        trouble: await troubleOf({ store }, kept),
      },
    }),
    sent: await sentFiles(store, eq(t.exchangeDelivery.organisation, actor.organisation), NEWEST),
    came: await cameStatements(store, eq(t.exchangeStatement.organisation, actor.organisation)),
  }
}

/** What was sent of one claim, class or plan; nothing of somebody else's. */
export async function sentOf({ store }: Pick<Deps, 'store'>, actor: Actor, { what, id }: Asked): Promise<SentOf> {
  requireRole(actor, 'hr', 'auditor')
  filerKind(actor)
  const { exchangeDelivery: delivery } = store.t
  const kept = await keptBureau(store.read, store, actor.organisation)
  const own = and(eq(delivery.organisation, actor.organisation), eq(delivery.subject, id), eq(delivery.what, what))
  return { ...(kept && { bureau: { name: kept.name } }), sent: await sentFiles(store, own, NEWEST_OF_ONE) }
}

async function sentFiles({ t, read }: Store, where: ReturnType<typeof and>, most: number): Promise<SentFile[]> {
  const { exchangeDelivery: delivery, exchangeState, exchangeBureau, member, plan, subsidyClaim, class: training } = t
  const rows = await read
    .select({
      ...{ delivery, state: exchangeState, bureau: exchangeBureau.name, by: member.name },
      ...{ plan: plan.title, claim: subsidyClaim.title, number: subsidyClaim.number, class: training.name },
    })
    .from(delivery)
    .innerJoin(exchangeState, eq(exchangeState.delivery, delivery.id))
    .innerJoin(exchangeBureau, eq(exchangeBureau.id, delivery.kept))
    .leftJoin(member, eq(member.id, delivery.by))
    .leftJoin(plan, eq(plan.id, delivery.subject))
    .leftJoin(subsidyClaim, eq(subsidyClaim.id, delivery.subject))
    .leftJoin(training, eq(training.id, delivery.subject))
    .where(where)
    .orderBy(desc(delivery.at), desc(delivery.id))
    .limit(most)
  return rows.map(({ delivery: sent, state, bureau, by, plan: planTitle, claim, number, class: className }) =>
    v.parse(sentFile, {
      ...{ id: sent.id, what: sent.what, subject: sent.subject, name: sent.name, bytes: sent.bytes },
      ...{ sha256: sent.sha256, at: sent.at, bureau, by: by ?? sent.by },
      title: planTitle ?? className ?? (claim === null ? '' : `${number} ${claim}`),
      ...{ state: state.state, received: state.received, number: state.number, said: state.said },
      ...{ problem: state.problem, knownAt: state.at },
    }),
  )
}

/** What came for this server and nobody has said to have seen, for the start page; nothing where nobody exchanges by address. */
export async function unseenStatements({ store }: Pick<Deps, 'store'>, actor: Actor): Promise<CameStatement[]> {
  const { exchangeStatement, exchangeTaken } = store.t
  const own = eq(exchangeStatement.organisation, actor.organisation)
  return cameStatements(store, and(own, isNull(exchangeTaken.seenAt), ne(exchangeTaken.state, 'aside')))
}

async function cameStatements({ t, read }: Store, where: ReturnType<typeof and>): Promise<CameStatement[]> {
  const { exchangeStatement: came, exchangeTaken: taken, plan, subsidyClaim: claim } = t
  const rows = await read
    .select({ came, taken, plan: plan.title, claim: claim.title, number: claim.number })
    .from(came)
    .innerJoin(taken, eq(taken.statement, came.id))
    .leftJoin(plan, eq(plan.id, taken.plan))
    .leftJoin(claim, eq(claim.id, taken.claim))
    .where(and(where, ne(taken.state, 'waiting')))
    .orderBy(desc(came.at), desc(came.signedAt), desc(came.id))
    .limit(NEWEST)
  return rows.map(
    ({ came: { id, kind, at }, taken: { state, reason, seenAt, ...of }, plan: title, claim: name, number }) => {
      const about =
        of.plan !== null && title !== null
          ? { what: 'plan', id: of.plan, title }
          : of.claim !== null && name !== null
            ? { what: 'claim', id: of.claim, title: `${number} ${name}` }
            : undefined
      return v.parse(cameStatement, { id, kind, at, state, reason, seen: seenAt !== null, ...(about && { about }) })
    },
  )
}

/** Somebody has seen everything that came so far: the start page no longer says so. */
export async function seeStatements({ store, clock }: Pick<Deps, 'store' | 'clock'>, actor: Actor): Promise<void> {
  requireRole(actor, 'hr')
  filerKind(actor)
  const { t } = store
  await store.tx(async (q) => {
    for (const { id } of await unseen(q, t, actor))
      await q
        .update(t.exchangeTaken)
        .set({ seenBy: actor.member, seenAt: clock.now() })
        .where(eq(t.exchangeTaken.statement, id))
  })
}

const unseen = (q: Queries, t: Store['t'], { organisation }: Actor) =>
  q
    .select({ id: t.exchangeStatement.id })
    .from(t.exchangeStatement)
    .innerJoin(t.exchangeTaken, eq(t.exchangeTaken.statement, t.exchangeStatement.id))
    .where(
      and(
        eq(t.exchangeStatement.organisation, organisation),
        isNull(t.exchangeTaken.seenAt),
        ne(t.exchangeTaken.state, 'waiting'),
      ),
    )
