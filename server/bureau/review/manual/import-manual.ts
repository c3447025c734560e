import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import type { ManualReport, ManualRequest } from '../../../../shared/api/bureau-interview'
import { claimAmount, type PersonAmount } from '../../../../shared/claim/amount'
import type { PersonFacts } from '../../../../shared/claim/facts'
import { showYuan } from '../../../../shared/claim/money'
import { sha256Hex } from '../../../../shared/crypto'
import { maskId } from '../../../../shared/people/mask'
import { sumOfHours } from '../../../../shared/study/attained'
import type { Actor } from '../../../access/actor'
import { recordAudit } from '../../../access/audit'
import { versionsOfTable } from '../../../claim/claims/rate-tables'
import { nodeCrypto } from '../../../crypto'
import type { Queries } from '../../../db/store'
import type { Deps } from '../../../deps'
import { Refused } from '../../../ledger/accept'
import { chunksOf } from '../../../training/roster/chunks'
import { readTables } from '../../../training/roster/read-table'
import { RosterRefused } from '../../../training/roster/table'
import { accountOf } from '../../account'
import { receivedClaim, requireBureau } from '../../bureau'
import { compareClaim } from '../../compare'
import { addEvent } from '../../events'
import { idProblemOf } from '../../id-problem'
import { nextClaimNumber } from '../../intake/claim-number'
import { carryReview } from '../carry-review'
import { refreshRisk } from '../claim-risk'
import { holdClaim, openProposal } from '../open'
import { tablesFor } from '../tables'
import { firmOfManual } from './firm'
import { type ManualRow, readManual } from './read-manual'
import { keepWorkbook } from './workbooks'

const MOST = 5000

interface Reckoned {
  rows: readonly (ManualRow & { idIndex: string; own: PersonFacts })[]
  amounts: readonly PersonAmount[]
  report: ManualReport
}

/**
 * Takes in a claim of a 单位 without this software from a workbook, or its next version after a return: the same people, review, publicity and
 * payment as all others, labelled 未经逐段核验. A dry run says everything and keeps nothing. Throws `not-allowed`, `not-found`, `file-refused`,
 * `roster-refused` with every place, `conflict`. Audited.
 */
export async function importManual(
  deps: Deps,
  actor: Actor,
  request: ManualRequest,
  file: Uint8Array,
): Promise<ManualReport> {
  requireBureau(actor, 'hr')
  const reckoned = await reckon(deps, actor, request, file)
  if (request.dry === '1') return reckoned.report
  const { store } = deps
  const kept = await store.tx((q) => keep(deps, q, actor, request, file, reckoned))
  // The rounds may be at the same claim, and try again what could not be compared: it is here whatever comes of this.
  await compareClaim(deps, kept.claim).catch((error: unknown) => console.error(`comparing ${kept.number}:`, error))
  await refreshRisk(deps, await receivedClaim(store.read, store, actor, kept.claim))
  return { ...reckoned.report, ...kept }
}

async function reckon(
  { store, secrets }: Deps,
  actor: Actor,
  { rateTable }: ManualRequest,
  file: Uint8Array,
): Promise<Reckoned> {
  const tables = await versionsOfTable(store.read, store, actor.organisation, rateTable)
  const { rows: read, problems, warnings } = readManual(await readTables(file))
  if (problems.length > 0) throw new RosterRefused(problems, `有 ${problems.length} 处要改，一行也没有导入`)
  if (read.length === 0)
    throw new RosterRefused([{ message: '没有找到人员：第一行要有“姓名”“身份证号”，请用导入表模板' }])
  if (read.length > MOST) throw new RosterRefused([{ message: `一份申报最多 ${MOST} 行，请分开导入` }])
  const rows = read.map((row) => {
    const idIndex = secrets.index('id', row.idNumber)
    return { ...row, idIndex, own: { person: idIndex, ...row.facts } }
  })
  const { people: amounts, total } = claimAmount(
    rows.map(({ own }) => own),
    tables,
  )
  const known = tables.some(({ standard }) => standard.length > 0)
  const differs = rows.flatMap(({ place, name, asked }, i) => {
    const amount = amounts[i]?.amount
    if (!known || !amount || amount.total === asked) return []
    const why =
      amount.refused?.message ?? amount.lines.map((line) => `${line.label} ${showYuan(line.amount)}`).join('；')
    return [{ place, name, asked, reckoned: amount.total, why }]
  })
  const report = {
    ...{ people: rows.length, asked: rows.reduce((sum, { asked }) => sum + asked, 0), reckoned: total, differs },
    warnings: known ? warnings : ['所选补贴标准没有金额，没有复算', ...warnings],
  }
  return { rows, amounts, report }
}

async function keep(
  deps: Deps,
  q: Queries,
  actor: Actor,
  request: ManualRequest,
  file: Uint8Array,
  { rows, amounts, report }: Reckoned,
): Promise<{ claim: string; number: string }> {
  const { store, clock, secrets } = deps
  const { t } = store
  const now = clock.now()
  const { organisation } = actor
  const sha256 = sha256Hex(nodeCrypto, file)
  const [same] = await q
    .select({ number: t.bureauClaim.number })
    .from(t.bureauManual)
    .innerJoin(t.bureauClaim, eq(t.bureauClaim.id, t.bureauManual.claim))
    .where(and(eq(t.bureauManual.organisation, organisation), eq(t.bureauManual.sha256, sha256)))
  if (same) throw new Refused('conflict', `这个文件已经导入过，是 ${same.number}`)
  const about = {
    title: request.title.trim(),
    theirNumber: request.theirNumber.trim(),
    people: rows.length,
    asked: report.asked,
  }
  const claim = request.claim === '' ? undefined : await replaced(deps, q, actor, request.claim)
  const typed = request.accountNumber.replaceAll(/\s/g, '')
  const account =
    claim && typed === ''
      ? accountOf(secrets, claim)
      : { name: request.accountName, bank: request.accountBank, number: typed }
  const id = claim?.id ?? randomUUID()
  const version = claim ? claim.version + 1 : 1
  const number = claim?.number ?? (await nextClaimNumber(q, store, organisation, now))
  const row = { ...about, version, status: 'received', accountCipher: secrets.encrypt(JSON.stringify(account), id) }
  if (claim)
    await q
      .update(t.bureauClaim)
      .set({ ...row, receivedAt: now, updatedAt: Math.max(now, claim.updatedAt + 1) })
      .where(eq(t.bureauClaim.id, id))
  else
    await q.insert(t.bureauClaim).values({
      ...{ id, organisation, firm: await firmOfManual(deps, q, actor, request), source: 'manual', their: '', number },
      ...{ ...row, package: null, receivedAt: now, updatedAt: now },
    })
  const classes = [...new Set(rows.map(({ className }) => className))]
  const people = rows.map((one, position) => {
    const person = randomUUID()
    const line = { lines: [{ label: '申报金额', formula: one.place, amount: one.asked }], total: one.asked }
    const { occupation, level, project, dates, hours } = one.facts
    return {
      ...{ id: person, claim: id, version, position, class: `manual-${classes.indexOf(one.className) + 1}` },
      ...{ className: one.className, seat: `row-${position + 1}`, number: String(position + 1).padStart(3, '0') },
      ...{ name: one.name, idCipher: secrets.encrypt(one.idNumber, person), idIndex: one.idIndex },
      ...{ idMasked: maskId(one.idNumber), idProblem: idProblemOf(one.idNumber) },
      ...{ phoneCipher: secrets.encrypt(one.phone, person), category: one.category },
      ...{ occupation, level, project, opening: dates.opening, closing: dates.closing ?? dates.opening },
      ...{ hours: sumOfHours([hours.online, hours.offline]), asked: one.asked, facts: JSON.stringify(one.own) },
      ...{ line: JSON.stringify(line), rateTable: amounts[position]?.table ?? request.rateTable },
    }
  })
  for (const chunk of chunksOf(people)) await q.insert(t.bureauPerson).values([...chunk])
  const manual = randomUUID()
  await q.insert(t.bureauManual).values({
    ...{ id: manual, organisation, claim: id, version, sha256, name: request.fileName },
    ...{ rateTable: request.rateTable, by: actor.member, at: now },
  })
  await keepWorkbook(deps, q, manual, file)
  const kind = claim ? 'replaced' : 'received'
  await addEvent(q, store, clock, actor, { id, version }, kind, { source: 'manual', sha256, people: rows.length })
  if (claim)
    await carryReview(q, deps, actor, claim, version, (carried) =>
      tablesFor(q, store, organisation, carried, async () => []),
    )
  const detail = { number, version, people: rows.length, total: report.asked }
  await recordAudit(q, store, clock, actor, 'review.manual', id, detail)
  return { claim: id, number }
}

/** The claim by hand whose next version this is: before it is decided, or after it was returned. Throws `not-found`, `conflict`. */
async function replaced({ store, clock }: Deps, q: Queries, actor: Actor, id: string) {
  const claim = await holdClaim(q, store, actor, id, clock.now())
  if (claim.source !== 'manual') throw new Refused('conflict', '这份申请是资料包收的，新版本请到“收件”里导入')
  if (claim.status !== 'received' && claim.status !== 'returned')
    throw new Refused('conflict', '这份申请已经审定，不能再换新版本')
  if (await openProposal(q, store, claim)) throw new Refused('conflict', '已经提出审核意见，请先撤回再导入新版本')
  return claim
}
