import type { Kit } from './kit'

/** Exchange by address at the 单位: which bureau, what was sent there, and what came back. */
export const sendingTables = ({ table, text, integer, digest }: Kit) => ({
  exchangeBureau: table('exchange_bureau', {
    id: text('id').primaryKey(),
    organisation: text('organisation').notNull(),
    address: text('address').notNull(),
    bureau: text('bureau').notNull(),
    name: text('name').notNull(),
    key: digest('key_fingerprint').notNull(),
    compared: text('compared').notNull(),
    by: text('by_member').notNull(),
    at: integer('at').notNull(),
  }),
  exchangeBureauEnd: table('exchange_bureau_end', {
    kept: text('kept').primaryKey(),
    by: text('by_member').notNull(),
    at: integer('at').notNull(),
  }),
  exchangeDelivery: table('exchange_delivery', {
    id: text('id').primaryKey(),
    organisation: text('organisation').notNull(),
    kept: text('kept').notNull(),
    what: text('what').notNull(),
    subject: text('subject').notNull(),
    name: text('name').notNull(),
    bytes: integer('bytes').notNull(),
    sha256: digest('sha256').notNull(),
    by: text('by_member').notNull(),
    at: integer('at').notNull(),
  }),
  exchangeState: table('exchange_state', {
    delivery: text('delivery').primaryKey(),
    state: text('state').notNull(),
    received: integer('received').notNull(),
    number: text('number').notNull(),
    said: text('said').notNull(),
    problem: text('problem').notNull(),
    at: integer('at').notNull(),
  }),
  exchangeLook: table('exchange_look', {
    kept: text('kept').primaryKey(),
    until: text('until').notNull(),
    at: integer('at').notNull(),
    problem: text('problem').notNull(),
  }),
  exchangeStatement: table('exchange_statement', {
    id: text('id').primaryKey(),
    organisation: text('organisation').notNull(),
    kept: text('kept').notNull(),
    hash: digest('hash').notNull(),
    kind: text('kind').notNull(),
    statement: text('statement').notNull(),
    signedAt: integer('signed_at').notNull(),
    at: integer('at').notNull(),
  }),
  exchangeTaken: table('exchange_taken', {
    statement: text('statement').primaryKey(),
    state: text('state').notNull(),
    reason: text('reason').notNull(),
    plan: text('plan'),
    claim: text('claim'),
    /** When it came, or was last tried. */
    at: integer('at').notNull(),
    seenBy: text('seen_by'),
    seenAt: integer('seen_at'),
  }),
})
