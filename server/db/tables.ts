import { customType, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { findingTables } from './finding-tables'
import { logTablesOf } from './log-tables'

/**
 * The one column list. It is written against SQLite's kit; `postgres.ts` hands in PostgreSQL's kit under the same type.
 * Keys, indexes and triggers stand in `migrations/`, which is the schema's source; these are the names queries use.
 */

/** Text in the code, half as many bytes in the database: `digest` is lower-case hexadecimal, `signature` base64url. */
export const binary = (encoding: 'hex' | 'base64url', type: string) => ({
  dataType: () => type,
  toDriver: (value: string) => Buffer.from(value, encoding),
  fromDriver: (value: Buffer) => value.toString(encoding),
})
export interface Binary {
  data: string
  driverData: Buffer
}

export const sqliteKit = {
  table: sqliteTable,
  text: (name: string) => text(name),
  integer: (name: string) => integer(name),
  digest: customType<Binary>(binary('hex', 'blob')),
  signature: customType<Binary>(binary('base64url', 'blob')),
}

export function tablesOf({ table, text, integer, digest, signature }: typeof sqliteKit) {
  return {
    setting: table('setting', { key: text('key').notNull(), value: text('value').notNull() }),
    organisation: table('organisation', {
      id: text('id').notNull(),
      kind: text('kind').notNull(),
      name: text('name').notNull(),
      creditCode: text('credit_code'),
      createdAt: integer('created_at').notNull(),
    }),
    member: table('member', {
      id: text('id').notNull(),
      organisation: text('organisation').notNull(),
      login: text('login').notNull(),
      name: text('name').notNull(),
      role: text('role').notNull(),
      password: text('password').notNull(),
      createdAt: integer('created_at').notNull(),
    }),
    session: table('session', {
      id: text('id').notNull(),
      secretHash: text('secret_hash').notNull(),
      member: text('member').notNull(),
      createdAt: integer('created_at').notNull(),
      seenAt: integer('seen_at').notNull(),
      expiresAt: integer('expires_at').notNull(),
    }),
    serviceKey: table('service_key', {
      id: text('id').notNull(),
      organisation: text('organisation'),
      purpose: text('purpose').notNull(),
      public: text('public').notNull(),
      createdAt: integer('created_at').notNull(),
      retiredAt: integer('retired_at'),
    }),
    plan: table('plan', {
      id: text('id').notNull(),
      organisation: text('organisation').notNull(),
      title: text('title').notNull(),
      occupation: text('occupation').notNull(),
      level: text('level').notNull(),
      policy: text('policy').notNull(),
      periodFrom: text('period_from').notNull(),
      periodTo: text('period_to').notNull(),
      consentDate: text('consent_date'),
      createdAt: integer('created_at').notNull(),
    }),
    planCourse: table('plan_course', {
      plan: text('plan').notNull(),
      position: integer('position').notNull(),
      key: text('key').notNull(),
      site: text('site').notNull(),
      title: text('title').notNull(),
      aliases: text('aliases').notNull(),
      hours: text('hours'),
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
    }),
    person: table('person', {
      id: text('id').notNull(),
      organisation: text('organisation').notNull(),
      name: text('name').notNull(),
      idCipher: text('id_cipher').notNull(),
      idIndex: text('id_index').notNull(),
      idMasked: text('id_masked').notNull(),
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
    ...findingTables({ table, text, integer }),
    correction: table('correction', {
      id: text('id').notNull(),
      seat: text('seat').notNull(),
      effect: text('effect').notNull(),
      from: integer('from_at').notNull(),
      to: integer('to_at').notNull(),
      reason: text('reason').notNull(),
      evidence: digest('evidence'),
      appeal: text('appeal'),
      by: text('by_member').notNull(),
      at: integer('at').notNull(),
    }),
    deviceDecision: table('device_decision', {
      id: text('id').notNull(),
      organisation: text('organisation').notNull(),
      device: text('device').notNull(),
      decision: text('decision').notNull(),
      by: text('by_member').notNull(),
      at: integer('at').notNull(),
    }),
    ruleSet: table('rule_set', {
      organisation: text('organisation').notNull(),
      version: integer('version').notNull(),
      rules: text('rules').notNull(),
      by: text('by_member').notNull(),
      at: integer('at').notNull(),
    }),
    ...logTablesOf({ table, text, integer, digest, signature }),
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
