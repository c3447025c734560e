import { and, desc, eq, inArray } from 'drizzle-orm'
import * as v from 'valibot'
import { type FilingAnswer, type FilingRow, filingKindWords, filingStates } from '../../../shared/api/bureau-register'
import { dayOf } from '../../../shared/calendar/beijing'
import { type Calendar, workingDaysBetween } from '../../../shared/calendar/working-days'
import { outcomes } from '../../../shared/plan/decision'
import { filedOfBody } from '../../../shared/plan/filed-body'
import { type FilingBody, filingStatement } from '../../../shared/plan/filing'
import { papersOf } from '../../../shared/plan/papers'
import type { Actor } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Queries, Store } from '../../db/store'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { calendarOf } from '../../training/calendar/calendar'
import { organisationOf } from '../../training/organisation/profile'
import { requireBureau } from '../bureau'
import { filingOf } from './decide-filing'
import { attachmentName, filingProblems } from './filing-problems'
import { firmOfBureau } from './firms'
import { receivedRow } from './receive-filing'

type Filing = Store['t']['bureauFiling']['$inferSelect']

/** What a list and the page of a filing both say of it. */
export function filingRowOf(row: Filing, firmName: string, today: string, calendar: Calendar): FilingRow {
  const { id, number, firm, title, version, occupation, level, trainees, from, to, receivedAt, due } = row
  const status = v.parse(v.picklist(filingStates), row.status)
  return {
    ...{ id, number, firm, firmName, title, version, occupation, level, trainees, from, to, receivedAt, due, status },
    ...{ kind: row.kind === 'enterprise' ? 'enterprise' : 'institution', tentative: row.tentative === 1 },
    ...(status === 'received' && { left: workingDaysBetween(today, due, calendar).days }),
  }
}

/** A filing with its papers, everything that is missing, and what was decided. ID numbers and the account are masked. Throws `not-found`. */
export async function filingAnswer(deps: Deps, actor: Actor, id: string): Promise<FilingAnswer> {
  requireBureau(actor, 'hr', 'auditor')
  const { store, clock } = deps
  const { t, read } = store
  const filing = await filingOf(read, store, actor, id)
  const firm = await firmOfBureau(read, store, actor, filing.firm)
  const { name: bureau } = await organisationOf(read, store, actor.organisation)
  const body = wholeBody(deps, filing)
  const held = await heldOf(read, store, actor, body)
  const calendar = await calendarOf(read, store, actor.organisation)
  const received = dayOf(filing.receivedAt)
  const versions = await read
    .select()
    .from(t.bureauFiling)
    .where(and(eq(t.bureauFiling.firm, filing.firm), eq(t.bureauFiling.series, filing.series)))
    .orderBy(desc(t.bureauFiling.version))
  const [by] = await read.select({ name: t.member.name }).from(t.member).where(eq(t.member.id, filing.by))
  return {
    ...filingRowOf(filing, firm.name, dayOf(clock.now()), calendar),
    ...{ hash: filing.hash, key: filing.key, filedAt: filing.filedAt, by: by?.name ?? filing.by, bureau },
    papers: papersOf(filedOfBody(body, dayOf(filing.filedAt), bureau)),
    attachments: body.attachments.map(({ kind, hash }) => ({
      ...{ kind, hash, held: held.has(hash) },
      label: attachmentName(kind),
    })),
    problems: await filingProblems(read, store, actor.organisation, body, {
      ...{ firm: firm.id, name: firm.name, creditCode: firm.creditCode, received, held },
    }),
    ...(await decisionOf(read, store, id)),
    versions: versions.map((one) => ({
      ...{ id: one.id, version: one.version, number: one.number },
      status: v.parse(v.picklist(filingStates), one.status),
    })),
  }
}

function wholeBody({ secrets }: Pick<Deps, 'secrets'>, { id, statement }: Filing): FilingBody {
  return v.parse(filingStatement, JSON.parse(secrets.decrypt(statement, receivedRow(id)))).body
}

async function heldOf(
  q: Queries,
  { t }: Pick<Store, 't'>,
  { organisation }: Actor,
  { attachments }: FilingBody,
): Promise<Set<string>> {
  if (attachments.length === 0) return new Set()
  const hashes = attachments.map(({ hash }) => hash)
  const rows = await q
    .select({ hash: t.evidence.hash })
    .from(t.evidence)
    .where(and(eq(t.evidence.organisation, organisation), inArray(t.evidence.hash, hashes)))
  return new Set(rows.map(({ hash }) => hash))
}

async function decisionOf(
  q: Queries,
  { t }: Pick<Store, 't'>,
  filing: string,
): Promise<Pick<FilingAnswer, 'decision'>> {
  const [found] = await q
    .select({ row: t.bureauFilingDecision, name: t.member.name })
    .from(t.bureauFilingDecision)
    .leftJoin(t.member, eq(t.member.id, t.bureauFilingDecision.by))
    .where(eq(t.bureauFilingDecision.filing, filing))
  if (!found) return {}
  const { outcome, number, date, remarks, missing, by, at } = found.row
  return {
    decision: {
      ...{ number, date, remarks, at, by: found.name ?? by },
      outcome: v.parse(v.picklist(outcomes), outcome),
      missing: v.parse(v.array(v.string()), JSON.parse(missing)),
    },
  }
}

type SignedFile = { file: Uint8Array; name: string }
const fileOf = (text: string, name: string): SignedFile => ({ file: new TextEncoder().encode(text), name })

/** The filing as it came, with ID numbers and the account. Audited. Throws `not-found`. */
export async function receivedFile(deps: Deps, actor: Actor, id: string): Promise<SignedFile> {
  requireBureau(actor, 'hr')
  const { store, secrets, clock } = deps
  return store.tx(async (q) => {
    const filing = await filingOf(q, store, actor, id)
    await recordAudit(q, store, clock, actor, 'filing.show', id, { number: filing.number })
    return fileOf(secrets.decrypt(filing.statement, receivedRow(id)), `${titleOf(filing)}.json`)
  })
}

/** The signed 受理回执. Throws `not-found`. */
export async function receiptFile({ store }: Deps, actor: Actor, id: string): Promise<SignedFile> {
  requireBureau(actor, 'hr', 'auditor')
  const filing = await filingOf(store.read, store, actor, id)
  return fileOf(filing.receipt, `受理回执-${titleOf(filing)}.json`)
}

/** The signed decision, for the organisation to import. Throws `not-found`, also before it was decided. */
export async function decisionFile({ store }: Deps, actor: Actor, id: string): Promise<SignedFile> {
  requireBureau(actor, 'hr', 'auditor')
  const { t, read } = store
  const filing = await filingOf(read, store, actor, id)
  const [row] = await read.select().from(t.bureauFilingDecision).where(eq(t.bureauFilingDecision.filing, id))
  if (!row) throw new Refused('not-found', '还没有审批，没有审批结果文件')
  return fileOf(row.statement, `审核结果-${titleOf(filing)}.json`)
}

const titleOf = ({ kind, title, version }: Filing) =>
  `${kind === 'enterprise' ? filingKindWords.enterprise : filingKindWords.institution}-${title.replaceAll(/[\p{Cc}<>:"|?*\\/.\s]/gu, '')}-第${version}版`
