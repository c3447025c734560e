import { accessTables } from './access-tables'
import { appealTables } from './appeal-tables'
import { bureauAcrossTables } from './bureau-across-tables'
import { bureauExchangeTables } from './bureau-exchange-tables'
import { bureauIntakeTables } from './bureau-intake-tables'
import { bureauKeepingTables } from './bureau-keeping-tables'
import { bureauPaymentTables } from './bureau-payment-tables'
import { bureauPublicityTables } from './bureau-publicity-tables'
import { bureauRecheckTables } from './bureau-recheck-tables'
import { bureauRegisterTables } from './bureau-register-tables'
import { bureauReviewTables } from './bureau-review-tables'
import { bureauTables } from './bureau-tables'
import { claimTables } from './claim-tables'
import { classLinkTables } from './class-link-tables'
import { closingTables } from './closing-tables'
import { examTables } from './exam-tables'
import { findingTables } from './finding-tables'
import { formTables } from './form-tables'
import { keepTables } from './keep-tables'
import type { Kit } from './kit'
import { lessonTables } from './lesson-tables'
import { listTables } from './list-tables'
import { logTablesOf } from './log-tables'
import { mediaTables } from './media-tables'
import { packageTables } from './package-tables'
import { planTables } from './plan-tables'
import { reachTables } from './reach-tables'
import { rosterTables } from './roster-tables'
import { ruleTables } from './rule-tables'
import { sendingTables } from './sending-tables'
import { sourceTables } from './source-tables'
import { witnessTables } from './witness-tables'

/**
 * The one column list. It is written against SQLite's kit; `postgres.ts` hands in PostgreSQL's kit under the same type.
 * Keys, indexes and triggers stand in `migrations/`, which is the schema's source; these are the names queries use.
 */

export function tablesOf(kit: Kit) {
  const { table, text, integer, digest, signature } = kit
  return {
    ...accessTables(kit),
    ...appealTables(kit),
    ...lessonTables(kit),
    ...listTables(kit),
    ...rosterTables(kit),
    ...reachTables(kit),
    ...planTables(kit),
    ...sourceTables(kit),
    ...examTables(kit),
    ...mediaTables(kit),
    ...formTables(kit),
    ...packageTables(kit),
    ...claimTables(kit),
    ...bureauTables(kit),
    ...closingTables(kit),
    ...classLinkTables(kit),
    ...bureauRegisterTables(kit),
    ...bureauIntakeTables(kit),
    ...bureauExchangeTables(kit),
    ...bureauReviewTables(kit),
    ...bureauAcrossTables(kit),
    ...bureauRecheckTables(kit),
    ...bureauPublicityTables(kit),
    ...bureauKeepingTables(kit),
    ...bureauPaymentTables(kit),
    setting: table('setting', { key: text('key').notNull(), value: text('value').notNull() }),
    organisation: table('organisation', {
      id: text('id').notNull(),
      kind: text('kind').notNull(),
      name: text('name').notNull(),
      creditCode: text('credit_code'),
      hostedBy: text('hosted_by'),
      profile: text('profile').notNull().default('{}'),
      stoppedAt: integer('stopped_at'),
      totpRequired: integer('totp_required').notNull().default(0),
      createdAt: integer('created_at').notNull(),
    }),
    serviceKey: table('service_key', {
      id: text('id').notNull(),
      organisation: text('organisation'),
      purpose: text('purpose').notNull(),
      public: text('public').notNull(),
      createdAt: integer('created_at').notNull(),
      retiredAt: integer('retired_at'),
    }),
    class: table('class', {
      id: text('id').notNull(),
      organisation: text('organisation').notNull(),
      plan: text('plan').notNull(),
      name: text('name').notNull(),
      code: text('code').notNull(),
      status: text('status').notNull(),
      createdAt: integer('created_at').notNull(),
      closedAt: integer('closed_at'),
      planSince: integer('plan_since'),
    }),
    person: table('person', {
      id: text('id').notNull(),
      organisation: text('organisation').notNull(),
      name: text('name').notNull(),
      idCipher: text('id_cipher').notNull(),
      idIndex: text('id_index').notNull(),
      idMasked: text('id_masked').notNull(),
      accountsCipher: text('accounts_cipher'),
      createdAt: integer('created_at').notNull(),
    }),
    seat: table('seat', {
      id: text('id').notNull(),
      class: text('class').notNull(),
      person: text('person').notNull(),
      number: text('number').notNull(),
      codeCipher: text('code_cipher').notNull(),
      codeIndex: text('code_index').notNull(),
      codeIssuedAt: integer('code_issued_at').notNull(),
      leftAt: integer('left_at'),
      leftBy: text('left_by'),
      detailsCipher: text('details_cipher'),
      createdAt: integer('created_at').notNull(),
    }),
    claim: table('claim', {
      claim: text('claim').notNull(),
      class: text('class').notNull(),
      seat: text('seat'),
      device: text('device').notNull(),
      key: text('key').notNull(),
      how: text('how').notNull(),
      state: text('state').notNull(),
      issuedAt: integer('issued_at').notNull(),
      createdAt: integer('created_at').notNull(),
      decidedBy: text('decided_by'),
      decidedAt: integer('decided_at'),
    }),
    chain: table('chain', {
      id: integer('id').primaryKey(),
      digest: text('digest').notNull(),
      spki: text('spki').notNull(),
      claim: text('claim').notNull(),
      class: text('class').notNull(),
      device: text('device').notNull(),
      build: text('build'),
      replacesChain: text('replaces_chain'),
      replacesSeq: integer('replaces_seq'),
      createdAt: integer('created_at').notNull(),
    }),
    entry: table('entry', {
      chain: integer('chain').notNull(),
      seq: integer('seq').notNull(),
      branch: integer('branch').notNull(),
      hash: digest('hash').notNull(),
      kind: text('kind').notNull(),
      at: integer('at').notNull(),
      v: integer('v').notNull(),
      body: text('body').notNull(),
      prev: digest('prev'),
    }),
    batch: table('batch', {
      chain: integer('chain').notNull(),
      branch: integer('branch').notNull(),
      seq: integer('seq').notNull(),
      signature: signature('signature').notNull(),
      generation: integer('generation'),
      size: integer('size'),
      checkpoint: text('checkpoint'),
    }),
    signingKey: table('signing_key', { id: integer('id').primaryKey(), fingerprint: digest('fingerprint').notNull() }),
    receipt: table('receipt', {
      chain: integer('chain').notNull(),
      branch: integer('branch').notNull(),
      to: integer('to_seq').notNull(),
      from: integer('from_seq').notNull(),
      at: integer('at').notNull(),
      head: digest('head').notNull(),
      hash: digest('hash').notNull(),
      key: integer('key').notNull(),
      signature: signature('signature').notNull(),
      leaf: integer('leaf'),
      generation: integer('generation'),
    }),
    entryDay: table('entry_day', {
      chain: integer('chain').notNull(),
      day: text('day').notNull(),
      seq: integer('seq').notNull(),
    }),
    dirtyDay: table('dirty_day', { chain: integer('chain').notNull(), day: text('day').notNull() }),
    studyDay: table('study_day', {
      seat: text('seat').notNull(),
      day: text('day').notNull(),
      credited: integer('credited').notNull(),
      notCounted: integer('not_counted').notNull(),
      folded: text('folded').notNull(),
    }),
    ...findingTables(kit),
    ...ruleTables(kit),
    ...logTablesOf(kit),
    ...keepTables(kit),
    ...witnessTables(kit),
    ...sendingTables(kit),
    audit: table('audit', {
      id: text('id').notNull(),
      organisation: text('organisation'),
      actor: text('actor').notNull(),
      action: text('action').notNull(),
      subject: text('subject').notNull(),
      detail: text('detail').notNull(),
      at: integer('at').notNull(),
    }),
  }
}

export type Tables = ReturnType<typeof tablesOf>
