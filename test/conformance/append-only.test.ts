import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { migrationsOf } from '../../server/db/migrate'

const root = fileURLToPath(new URL('../..', import.meta.url))
const read = (file: string) => readFileSync(path.join(root, file), 'utf8')
/** Tables of what was recorded, receipted, sealed, witnessed or decided, by the name that code uses. */
const kept: Readonly<Record<string, string>> = {
  entry: 'entry',
  batch: 'batch',
  receipt: 'receipt',
  leaf: 'leaf',
  checkpoint: 'checkpoint',
  log_opening: 'logOpening',
  cosignature: 'cosignature',
  timestamp_token: 'timestampToken',
  correction: 'correction',
  audit: 'audit',
  roster_change: 'rosterChange',
  roster_notice: 'rosterNotice',
  question: 'question',
  answer: 'answer',
  plan_filing: 'planFiling',
  plan_decision: 'planDecision',
  plan_deadline: 'planDeadline',
  plan_receipt: 'planReceipt',
  calendar_year: 'calendarYear',
  package_build: 'packageBuild',
  claim_package: 'claimPackage',
  witness_log: 'witnessLog',
  witness_log_end: 'witnessLogEnd',
  witness_answer: 'witnessAnswer',
  witness_named: 'witnessNamed',
  witness_named_end: 'witnessNamedEnd',
  exchange_bureau: 'exchangeBureau',
  exchange_bureau_end: 'exchangeBureauEnd',
  exchange_delivery: 'exchangeDelivery',
  exchange_statement: 'exchangeStatement',
  bureau_package: 'bureauPackage',
  bureau_person: 'bureauPerson',
  bureau_event: 'bureauEvent',
  bureau_key: 'bureauKey',
  bureau_key_end: 'bureauKeyEnd',
  bureau_designation: 'bureauDesignation',
  bureau_platform: 'bureauPlatform',
  bureau_register_end: 'bureauRegisterEnd',
  key_rotation: 'keyRotation',
  bureau_filing_decision: 'bureauFilingDecision',
  bureau_intake: 'bureauIntake',
  bureau_received: 'bureauReceived',
  bureau_stage: 'bureauStage',
  bureau_delivery: 'bureauDelivery',
  bureau_delivery_end: 'bureauDeliveryEnd',
  bureau_risk_formula: 'bureauRiskFormula',
  bureau_ruling: 'bureauRuling',
  bureau_proposal: 'bureauProposal',
  bureau_decision: 'bureauDecision',
  bureau_draw: 'bureauDraw',
  bureau_draw_plan: 'bureauDrawPlan',
  bureau_draw_claim: 'bureauDrawClaim',
  bureau_drawn: 'bureauDrawn',
  bureau_interview: 'bureauInterview',
  bureau_recovery: 'bureauRecovery',
  bureau_act: 'bureauAct',
  claim_statement: 'claimStatement',
  bureau_manual: 'bureauManual',
  bureau_year_limit: 'bureauYearLimit',
  bureau_finding_lift: 'bureauFindingLift',
  bureau_authority: 'bureauAuthority',
  bureau_authority_end: 'bureauAuthorityEnd',
  bureau_publicity_claim: 'bureauPublicityClaim',
  bureau_publicity_row: 'bureauPublicityRow',
  bureau_publicity_off: 'bureauPublicityOff',
  bureau_inspection: 'bureauInspection',
  bureau_rectified: 'bureauRectified',
  bureau_reverified: 'bureauReverified',
  bureau_hold: 'bureauHold',
  bureau_hold_end: 'bureauHoldEnd',
  bureau_disposal: 'bureauDisposal',
  bureau_disposal_package: 'bureauDisposalPackage',
  bureau_disposal_workbook: 'bureauDisposalWorkbook',
  bureau_disposal_step: 'bureauDisposalStep',
  bureau_transfer: 'bureauTransfer',
  bureau_objection: 'bureauObjection',
  bureau_objection_answer: 'bureauObjectionAnswer',
  bureau_payment_line: 'bureauPaymentLine',
  bureau_payment_result: 'bureauPaymentResult',
  bureau_payment_return: 'bureauPaymentReturn',
  bureau_reopening: 'bureauReopening',
  bureau_reopening_answer: 'bureauReopeningAnswer',
  bureau_account_change: 'bureauAccountChange',
  bureau_recipient: 'bureauRecipient',
  held_lesson: 'heldLesson',
  lesson_mark: 'lessonMark',
  lesson_absence: 'lessonAbsence',
  imported: 'imported',
  import_batch: 'importBatch',
  import_withdrawal: 'importWithdrawal',
  import_file: 'importFile',
  exam_result: 'examResult',
  certificate: 'certificate',
  exam_withdrawal: 'examWithdrawal',
  question_bank: 'questionBank',
  class_test: 'classTest',
  class_test_end: 'classTestEnd',
  test_paper: 'testPaper',
  test_sheet: 'testSheet',
  question_shown: 'questionShown',
  satisfaction_given: 'satisfactionGiven',
  satisfaction_answer: 'satisfactionAnswer',
  media_file: 'mediaFile',
  lesson_video: 'lessonVideo',
  lesson_video_end: 'lessonVideoEnd',
  retention_rule: 'retentionRule',
  media_settled: 'mediaSettled',
  media_hold: 'mediaHold',
  media_hold_end: 'mediaHoldEnd',
  media_disposal: 'mediaDisposal',
  media_disposal_file: 'mediaDisposalFile',
  media_disposal_step: 'mediaDisposalStep',
  own_form: 'ownForm',
  claim_event: 'claimEvent',
  claim_hold: 'claimHold',
  claim_scan: 'claimScan',
  rate_table: 'rateTable',
  class_closing: 'classClosing',
  class_link: 'classLink',
  class_link_end: 'classLinkEnd',
  class_link_opening: 'classLinkOpening',
  bureau_class_link: 'bureauClassLink',
  bureau_class_link_end: 'bureauClassLinkEnd',
  bureau_inspection_link: 'bureauInspectionLink',
}
/** `dispose` (server/media, server/bureau/keeping) lets bytes of videos, packages and workbooks (bureau_workbook) go; no row of what was kept goes with them. */
const code = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', 'server'], { cwd: root })
  .toString()
  .trim()
  .split('\n')
  .filter((file) => /\.(tsx?|mjs)$/.test(file) && !/\.test\.tsx?$|\.fixture\.ts$|suite\.ts$|console\//.test(file))

/** The one change there is: where a receipt stands in the log, which follows from the receipts. */
const placing = [
  'server/ledger/sequence.ts: q.update(t.receipt).set({ leaf: null, generation: null })',
  'server/db/sqlite.ts: UPDATE receipt SET generation = ?, leaf = ? WHERE',
  'server/db/postgres.ts: UPDATE receipt SET generation = $1, leaf = a FROM',
]

describe('what was recorded', () => {
  it('is edited and deleted by no code of the server', () => {
    const [tables, names] = [Object.keys(kept).join('|'), Object.values(kept).join('|')]
    const forms = [
      new RegExp(`\\.(update|delete)\\(\\s*(\\w+\\.)*t\\.(${names})\\b.*`, 'g'),
      new RegExp(`\\b(UPDATE|DELETE FROM|REPLACE INTO|TRUNCATE|DROP TABLE)\\s+"?(${tables})\\b.*`, 'gi'),
      /\bON CONFLICT\b.*\bDO UPDATE\b.*/gi,
    ]
    const found = code.flatMap((file) =>
      forms.flatMap((form) => [...read(file).matchAll(form)].map(([text]) => `${file}: ${text}`)),
    )
    const other = found.filter(
      (one) => !placing.some((known) => one.replace(': .update', ': q.update').startsWith(known)),
    )
    expect(other).toEqual([])
    expect(found.length, 'the scan finds what it looks for').toBe(placing.length)
    for (const file of code.filter((name) => /onConflictDoUpdate/.test(read(name))))
      expect(read(file), file).not.toMatch(new RegExp(`insert\\([^)]*t\\.(${names})\\)[^;]*onConflictDoUpdate`))
  })

  it.each(['sqlite', 'postgres'] as const)('is guarded by triggers in %s against whoever asks', (dialect) => {
    const sql = migrationsOf(dialect)
      .map((migration) => migration.sql)
      .join('\n')
    for (const table of Object.keys(kept)) {
      if (!new RegExp(`CREATE TABLE ${table} `).test(sql)) continue
      const guards = [...sql.matchAll(new RegExp(`CREATE TRIGGER \\w+ BEFORE ([^;]*?) ON ${table}\\b`, 'g'))].map(
        ([, when = '']) => when,
      )
      expect(
        guards.some((when) => when.includes('UPDATE')),
        `${table}: update`,
      ).toBe(true)
      expect(
        guards.some((when) => when.includes('DELETE')),
        `${table}: delete`,
      ).toBe(true)
    }
    expect(sql).not.toMatch(/DROP TRIGGER/)
  })
})
