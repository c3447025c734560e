import type { Kit } from './kit'

/** 备查 from the console: whose logs a bureau witnesses, what it made of refusals, and which witnesses this server believes. */
export const witnessTables = ({ table, text, integer, digest }: Kit) => ({
  witnessLog: table('witness_log', {
    id: text('id').notNull(),
    organisation: text('organisation').notNull(),
    name: text('name').notNull(),
    fingerprint: digest('fingerprint').notNull(),
    address: text('address').notNull(),
    by: text('by_member').notNull(),
    at: integer('at').notNull(),
  }),
  witnessLogEnd: table('witness_log_end', {
    log: text('log').notNull(),
    reason: text('reason').notNull(),
    by: text('by_member').notNull(),
    at: integer('at').notNull(),
  }),
  witnessLook: table('witness_look', {
    log: text('log').primaryKey(),
    at: integer('at').notNull(),
    problem: text('problem').notNull(),
  }),
  witnessAnswer: table('witness_answer', {
    id: text('id').notNull(),
    log: text('log').notNull(),
    refusedAt: integer('refused_at').notNull(),
    what: text('what').notNull(),
    by: text('by_member').notNull(),
    at: integer('at').notNull(),
  }),
  witnessNamed: table('witness_named', {
    id: text('id').notNull(),
    key: text('key_text').notNull(),
    by: text('by_member').notNull(),
    at: integer('at').notNull(),
  }),
  witnessNamedEnd: table('witness_named_end', {
    named: text('named').notNull(),
    by: text('by_member').notNull(),
    at: integer('at').notNull(),
  }),
})
