import type { Kit } from './kit'

/** What a bureau decided and signed, and what an organisation took in of it. */
export const bureauActTables = ({ table, text, integer, digest }: Kit) => ({
  bureauAct: table('bureau_act', {
    id: text('id').notNull(),
    organisation: text('organisation').notNull(),
    kind: text('kind').notNull(),
    /** The claim or thing it is about. */
    subject: text('subject').notNull(),
    firm: text('firm'),
    claim: text('claim'),
    event: text('event'),
    hash: digest('hash').notNull(),
    statement: text('statement').notNull(),
    by: text('by_member').notNull(),
    at: integer('at').notNull(),
  }),
  claimStatement: table('claim_statement', {
    organisation: text('organisation').notNull(),
    claim: text('claim').notNull(),
    hash: digest('hash').notNull(),
    kind: text('kind').notNull(),
    takesBack: digest('takes_back'),
    saidAt: integer('said_at').notNull(),
    by: text('by_member').notNull(),
    at: integer('at').notNull(),
  }),
})
