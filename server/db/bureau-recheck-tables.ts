import type { Kit } from './kit'

/** What a bureau has to hold against its claims again, why findings were lifted, and whose time stamps it believes. */
export const bureauRecheckTables = ({ table, text, integer, bytes }: Kit) => ({
  bureauRecheck: table('bureau_recheck', {
    claim: text('claim').notNull(),
    code: text('code').notNull(),
    reason: text('reason').notNull(),
    turn: integer('turn').notNull(),
    tries: integer('tries').notNull(),
    problem: text('problem').notNull(),
    nextAt: integer('next_at').notNull(),
  }),
  bureauFindingLift: table('bureau_finding_lift', {
    id: text('id').notNull(),
    organisation: text('organisation').notNull(),
    finding: text('finding').notNull(),
    claim: text('claim').notNull(),
    version: integer('version').notNull(),
    reason: text('reason').notNull(),
    at: integer('at').notNull(),
  }),
  bureauAuthority: table('bureau_authority', {
    id: text('id').notNull(),
    organisation: text('organisation').notNull(),
    fingerprint: text('fingerprint').notNull(),
    subject: text('subject').notNull(),
    issuer: text('issuer').notNull(),
    validFrom: integer('valid_from').notNull(),
    validTo: integer('valid_to').notNull(),
    der: bytes('der').notNull(),
    by: text('by_member').notNull(),
    at: integer('at').notNull(),
  }),
  bureauAuthorityEnd: table('bureau_authority_end', {
    authority: text('authority').notNull(),
    organisation: text('organisation').notNull(),
    reason: text('reason').notNull(),
    by: text('by_member').notNull(),
    at: integer('at').notNull(),
  }),
})
