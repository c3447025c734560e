import type { sqliteKit } from './tables'

/** The sealed log, and what others said of it; part of the one column list. */
export const logTablesOf = ({ table, text, integer, digest, signature }: typeof sqliteKit) => ({
  leaf: table('leaf', {
    generation: integer('generation').notNull(),
    position: integer('position').notNull(),
    hash: digest('hash').notNull(),
  }),
  checkpoint: table('checkpoint', {
    generation: integer('generation').notNull(),
    size: integer('size').notNull(),
    root: digest('root').notNull(),
    note: text('note').notNull(),
    at: integer('at').notNull(),
  }),
  logOpening: table('log_opening', {
    generation: integer('generation').notNull(),
    opening: text('opening').notNull(),
    at: integer('at').notNull(),
  }),
  cosignature: table('cosignature', {
    generation: integer('generation').notNull(),
    size: integer('size').notNull(),
    witness: text('witness').notNull(),
    line: text('line').notNull(),
    signedAt: integer('signed_at').notNull(),
    receivedAt: integer('received_at').notNull(),
  }),
  timestampToken: table('timestamp_token', {
    generation: integer('generation').notNull(),
    size: integer('size').notNull(),
    token: signature('token').notNull(),
    stampedAt: integer('stamped_at').notNull(),
    receivedAt: integer('received_at').notNull(),
  }),
})
