import { and, asc, eq, inArray } from 'drizzle-orm'
import * as v from 'valibot'
import { type AuditAction, actionWords } from '../../../shared/api/audit-actions'
import { eventKinds, stepWords } from '../../../shared/api/bureau'
import {
  howWords,
  inspectionHows,
  inspectionResults,
  inspectionResultWords,
} from '../../../shared/api/bureau-inspections'
import type { CourseStep } from '../../../shared/api/bureau-keeping'
import { filingKindWords, filingStateWords } from '../../../shared/api/bureau-register'
import type { Actor } from '../../access/actor'
import { detailWords } from '../../access/audit-details'
import type { Store } from '../../db/store'
import type { Deps } from '../../deps'
import { peopleOfClaim, type ReceivedClaim, receivedClaim, requireBureau } from '../bureau'
import { namesOfMembers } from '../members'
import { eventWords } from './event-words'
import { signedAbout, signedBy, signedOf } from './signed-steps'

type Names = (id: string) => string

/**
 * 全过程清单: everything that became of a claim, the oldest first, with who did it. Filings are those of the same 单位 and occupation whose period
 * touches the claim's. Throws `not-allowed`, `not-found`.
 */
export async function courseOf({ store }: Pick<Deps, 'store'>, actor: Actor, id: string): Promise<CourseStep[]> {
  requireBureau(actor, 'auditor')
  const claim = await receivedClaim(store.read, store, actor, id)
  const members = await namesOfMembers(store, actor.organisation)
  const nameOf = (by: string) => (by === '-' ? '' : members(by))
  const steps = [
    ...(await filed(store, claim, nameOf)),
    ...(await done(store, claim, nameOf)),
    ...(await inspected(store, claim, nameOf)),
    ...(await looked(store, claim, nameOf)),
  ]
  return steps.toSorted((a, b) => a.at - b.at)
}

const said = (...parts: readonly string[]) => parts.filter((part) => part !== '').join('；')
const named = (name: string, value: string) => (value === '' ? '' : `${name}：${value}`)

/** 备案 and 开班申请 with what was decided on them. */
async function filed(store: Store, claim: ReceivedClaim, nameOf: Names): Promise<CourseStep[]> {
  const { t, read } = store
  const people = await peopleOfClaim(read, store, claim)
  const rows = await read
    .select({ filing: t.bureauFiling, decision: t.bureauFilingDecision })
    .from(t.bureauFiling)
    .leftJoin(t.bureauFilingDecision, eq(t.bureauFilingDecision.filing, t.bureauFiling.id))
    .where(and(eq(t.bureauFiling.organisation, claim.organisation), eq(t.bureauFiling.firm, claim.firm)))
    .orderBy(asc(t.bureauFiling.receivedAt))
  const isOfClaim = ({ occupation, from, to }: (typeof rows)[number]['filing']) =>
    people.some((one) => one.occupation === occupation && one.opening <= to && one.closing >= from)
  return rows
    .filter(({ filing }) => isOfClaim(filing))
    .flatMap(({ filing, decision }): CourseStep[] => {
      const { kind, number, title, version, occupation, level, trainees, from, to, receivedAt, by } = filing
      const about = [`${title}（第 ${version} 版）`, `${occupation} ${level}，${trainees} 人，${from} 至 ${to}`]
      const what = filingKindWords[kind === 'enterprise' ? 'enterprise' : 'institution']
      return [
        {
          ...{ at: receivedAt, source: 'filing', what: `受理${what}`, by: nameOf(by) },
          detail: said(named('编号', number), ...about),
          ...signedBy(filing.receipt),
        },
        ...(decision === null
          ? []
          : [
              {
                ...{ at: decision.at, source: 'filing' as const, by: nameOf(decision.by) },
                what: `${what}：${filingStateWords[outcomeOf(decision.outcome)]}`,
                detail: said(named('编号', decision.number), named('意见日期', decision.date), decision.remarks),
                ...signedBy(decision.statement),
              },
            ]),
      ]
    })
}
const outcomeOf = (text: string) => (text === 'agreed' || text === 'refused' ? text : 'returned')

async function done(store: Store, { id }: ReceivedClaim, nameOf: Names): Promise<CourseStep[]> {
  const { t, read } = store
  const rows = await read
    .select()
    .from(t.bureauEvent)
    .where(eq(t.bureauEvent.claim, id))
    .orderBy(asc(t.bureauEvent.at), asc(t.bureauEvent.version))
  const signed = await signedOf(store, id)
  return rows.map(({ id: event, kind, detail, by, at, version }) => ({
    ...{ at, source: 'claim', what: stepWords(kind), by: nameOf(by), version, detail: eventWords(detail) },
    ...signed(event, kind),
  }))
}

/** 巡查 of its classes while they ran, and what was put right. */
async function inspected(store: Store, claim: ReceivedClaim, nameOf: Names): Promise<CourseStep[]> {
  const { t, read } = store
  const classes = new Set((await peopleOfClaim(read, store, claim)).map((one) => one.class))
  const rows = await read
    .select({ of: t.bureauInspection, done: t.bureauRectified, link: t.bureauInspectionLink.link })
    .from(t.bureauInspection)
    .leftJoin(t.bureauRectified, eq(t.bureauRectified.inspection, t.bureauInspection.id))
    .leftJoin(t.bureauInspectionLink, eq(t.bureauInspectionLink.inspection, t.bureauInspection.id))
    .where(and(eq(t.bureauInspection.organisation, claim.organisation), eq(t.bureauInspection.firm, claim.firm)))
  const signed = await signedAbout(
    store,
    rows.map(({ of }) => of.id),
  )
  return rows
    .filter(({ of }) => classes.has(of.class))
    .flatMap(({ of, done, link }): CourseStep[] => {
      const how = howWords(v.parse(v.picklist(inspectionHows), of.how), link !== null)
      const result = inspectionResultWords[v.parse(v.picklist(inspectionResults), of.result)]
      const about = [
        of.className,
        `${of.day} ${how}`,
        named('巡查人员', of.who),
        of.found,
        named('整改期限', of.due ?? ''),
      ]
      return [
        {
          ...{ at: of.at, source: 'claim', what: `${eventKinds.inspected}：${result}`, by: nameOf(of.by) },
          detail: said(named('编号', of.number), ...about),
          ...signed(of.id, 'inspected'),
        },
        ...(done === null
          ? []
          : [
              {
                ...{
                  at: done.at,
                  source: 'claim' as const,
                  what: `${eventKinds.inspected}：已整改`,
                  by: nameOf(done.by),
                },
                detail: said(named('编号', of.number), `${done.day} ${done.how}`),
                ...signed(of.id, 'rectified'),
              },
            ]),
      ]
    })
}

/** What people did with a claim that is no step of it: who saw what is masked elsewhere, and who carried it out of the house. */
const onlyAudited: readonly AuditAction[] = [
  ...([
    'intake.report',
    'intake.package',
    'review.interview',
    'review.interview-show',
    'review.contact-show',
    'objection.show',
  ] as const),
  ...(['payment.table', 'payment.write-back', 'list.export', 'course.export'] as const),
]
const details = v.record(v.string(), v.union([v.string(), v.number(), v.boolean()]))

async function looked(store: Store, claim: ReceivedClaim, nameOf: Names): Promise<CourseStep[]> {
  const { t, read } = store
  const rows = await read
    .select()
    .from(t.audit)
    .where(
      and(
        eq(t.audit.organisation, claim.organisation),
        inArray(t.audit.action, [...onlyAudited]),
        inArray(t.audit.subject, await subjectsOf(store, claim)),
      ),
    )
    .orderBy(asc(t.audit.id))
  return rows.map(({ action, actor, at, detail }) => ({
    ...{ at, source: 'record', what: actionWords(action), by: nameOf(actor) },
    detail: detailWords(v.parse(details, JSON.parse(detail))),
  }))
}

/** The claim itself, and what carries it: how it came in, its payments, objections to it. */
async function subjectsOf({ t, read }: Store, { id }: ReceivedClaim): Promise<string[]> {
  const { bureauIntake: came, bureauPaymentLine: line, bureauObjection: objection } = t
  const rows = [
    ...(await read.select({ id: came.id }).from(came).where(eq(came.claim, id))),
    ...(await read.selectDistinct({ id: line.payment }).from(line).where(eq(line.claim, id))),
    ...(await read.select({ id: objection.id }).from(objection).where(eq(objection.claim, id))),
  ]
  return [id, ...rows.map((row) => row.id)]
}
