import { and, count, eq, isNotNull, isNull, notExists, type SQL, sql } from 'drizzle-orm'
import type { BureauDesk, DeskStep } from '../../shared/api/bureau-desk'
import type { Actor } from '../access/actor'
import type { Store } from '../db/store'
import type { Deps } from '../deps'
import { calendarOf } from '../training/calendar/calendar'
import { refusedLogs } from '../witness/state'
import { isStuck } from './across/recheck-later'
import { requireBureau } from './bureau'
import { countNotTaken } from './intake/not-taken'
import { isLateStage, isNewestStage } from './intake/stages'
import { countDamaged } from './keeping/readings'
import { termOf } from './publicity/publicity'
import { isSignedTooLate } from './register/signed-too-late'

/** What waits for somebody of the bureau, counted. */
export async function readDesk(deps: Pick<Deps, 'store' | 'keeper' | 'clock'>, actor: Actor): Promise<BureauDesk> {
  const { store, clock } = deps
  requireBureau(actor, 'finance')
  const { t, read } = store
  const { organisation } = actor
  const { bureauClaim, bureauProposal, bureauDecision, bureauFiling, bureauPublicity, bureauPayment } = t
  const claims = async (state: string, more?: SQL) =>
    read.$count(bureauClaim, and(eq(bureauClaim.organisation, organisation), eq(bureauClaim.status, state), more))
  /** A proposal of the current version that nobody decided on. */
  const open = read
    .select({ id: bureauProposal.id })
    .from(bureauProposal)
    .leftJoin(bureauDecision, eq(bureauDecision.proposal, bureauProposal.id))
    .where(
      and(
        eq(bureauProposal.claim, bureauClaim.id),
        eq(bureauProposal.version, bureauClaim.version),
        isNull(bureauDecision.id),
      ),
    )
  const filings = and(eq(bureauFiling.organisation, organisation), eq(bureauFiling.status, 'received'))
  const published = and(eq(bureauPublicity.organisation, organisation), eq(bureauPublicity.status, 'open'))
  const payments = (status: string) =>
    read.$count(bureauPayment, and(eq(bureauPayment.organisation, organisation), eq(bureauPayment.status, status)))
  const [dueFiling] = await read
    .select({ due: sql<string | null>`min(${bureauFiling.due})` })
    .from(bureauFiling)
    .where(filings)
  const calendar = await calendarOf(read, store, organisation)
  const running = await read.select().from(bureauPublicity).where(published)
  const [lastDay] = running.map((record) => termOf(record, calendar).last).sort()
  const unanswered = (
    asked: Store['t']['bureauObjection' | 'bureauReopening'],
    answer: Store['t']['bureauObjectionAnswer' | 'bureauReopeningAnswer'],
    toIt: SQL,
  ) => {
    const answers = read.select({ one: sql`1` }).from(answer).where(toIt)
    return read.$count(asked, and(eq(asked.organisation, organisation), notExists(answers)))
  }
  const { bureauObjection, bureauObjectionAnswer, bureauReopening, bureauReopeningAnswer } = t
  const rectify = and(
    ...[eq(t.bureauInspection.organisation, organisation), isNotNull(t.bureauInspection.due)],
    ...[isNull(t.bureauRectified.inspection)],
  )
  const [toRectify] = await read
    .select({ n: count(), due: sql<string | null>`min(${t.bureauInspection.due})` })
    .from(t.bureauInspection)
    .leftJoin(t.bureauRectified, eq(t.bureauRectified.inspection, t.bureauInspection.id))
    .where(rectify)
  const lateStages = and(
    eq(t.bureauStage.organisation, organisation),
    isNewestStage(store),
    isLateStage(store, clock.now()),
  )
  const counted: [DeskStep, number, (string | null | undefined)?][] = [
    ['damaged', await countDamaged(store, organisation)],
    ['refused-logs', await refusedLogs(deps, organisation)],
    ['not-taken', await countNotTaken(deps, organisation)],
    [
      'key-ended',
      await read.$count(bureauClaim, and(eq(bureauClaim.organisation, organisation), isSignedTooLate(store))),
    ],
    ['filings', await read.$count(bureauFiling, filings), dueFiling?.due],
    ['rectify', Number(toRectify?.n ?? 0), toRectify?.due],
    ['late-stages', await read.$count(t.bureauStage, lateStages)],
    ['stuck', await read.$count(bureauClaim, and(eq(bureauClaim.organisation, organisation), isStuck(store)))],
    ['review', await claims('received', notExists(open))],
    ['decide', await claims('received', sql`EXISTS ${open}`)],
    [
      'reopen',
      await unanswered(bureauReopening, bureauReopeningAnswer, eq(bureauReopeningAnswer.reopening, bureauReopening.id)),
    ],
    ['returned', await claims('returned')],
    ['publish', await claims('agreed')],
    [
      'objections',
      await unanswered(bureauObjection, bureauObjectionAnswer, eq(bureauObjectionAnswer.objection, bureauObjection.id)),
    ],
    ['published', running.length, lastDay],
    ['pay', await claims('cleared')],
    ['finance', await payments('waiting')],
    ['results', await payments('confirmed')],
  ]
  return {
    firms: await read.$count(t.bureauFirm, eq(t.bureauFirm.organisation, organisation)),
    steps: counted
      .filter(([, n]) => n > 0)
      .map(([step, n, due]) => ({ step, count: n, ...(typeof due === 'string' && { due }) })),
  }
}
