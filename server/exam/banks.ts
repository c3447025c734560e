import { randomUUID } from 'node:crypto'
import { and, desc, eq } from 'drizzle-orm'
import * as v from 'valibot'
import type { BankReport, BankRow } from '../../shared/api/exam'
import { sha256Hex } from '../../shared/crypto'
import { type BankQuestion, bankQuestions, countKinds } from '../../shared/exam/bank'
import { type Actor, requireRole } from '../access/actor'
import { recordAudit } from '../access/audit'
import { nodeCrypto } from '../crypto'
import type { Queries } from '../db/store'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import { openBank, readBank } from './bank-sheet'

/**
 * A question bank of the organisation from an XLSX or CSV, whole or not at all. Another file is another bank: papers keep what they were
 * drawn from. Audited. With `dryRun` nothing is written and errors are answered; otherwise they are `file-refused`.
 */
export async function importBank(
  { store, clock }: Deps,
  actor: Actor,
  { title, file, dryRun }: { title: string; file: Uint8Array; dryRun: boolean },
): Promise<BankReport> {
  requireRole(actor, 'teacher')
  const sheet = await openBank(file)
  const questions = readBank(sheet)
  const report = { ...countKinds(questions), errors: sheet.errors, notes: sheet.notes }
  if (dryRun) return report
  if (sheet.errors.length > 0)
    throw new Refused('file-refused', `题库有 ${sheet.errors.length} 处需要改正，一道题也没有导入。改好后请重新上传`)
  const id = randomUUID()
  await store.tx(async (q) => {
    await q.insert(store.t.questionBank).values({
      ...{ id, organisation: actor.organisation, title, questions: JSON.stringify(questions) },
      ...countKinds(questions),
      ...{ sha256: sha256Hex(nodeCrypto, file), by: actor.member, at: clock.now() },
    })
    await recordAudit(q, store, clock, actor, 'question-bank.import', id, { name: title, rows: questions.length })
  })
  return { id, ...report }
}

/** Question banks of the organisation, the newest first. */
export async function listBanks({ store: { t, read } }: Deps, actor: Actor): Promise<BankRow[]> {
  requireRole(actor, 'teacher', 'auditor')
  const { id, title, single, multiple, judge, at } = t.questionBank
  return read
    .select({ id, title, single, multiple, judge, at, by: t.member.name })
    .from(t.questionBank)
    .innerJoin(t.member, eq(t.member.id, t.questionBank.by))
    .where(eq(t.questionBank.organisation, actor.organisation))
    .orderBy(desc(t.questionBank.at), desc(t.questionBank.id))
}

/** Throws `not-found`, also for a bank of another organisation. */
export async function bankOf(
  q: Queries,
  { store: { t } }: Pick<Deps, 'store'>,
  id: string,
  organisation: string,
): Promise<BankQuestion[]> {
  const [row] = await q
    .select({ questions: t.questionBank.questions })
    .from(t.questionBank)
    .where(and(eq(t.questionBank.id, id), eq(t.questionBank.organisation, organisation)))
  if (!row) throw new Refused('not-found', '没有这个题库')
  return v.parse(bankQuestions, JSON.parse(row.questions))
}
