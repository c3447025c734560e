import type { Kit } from './kit'

/** Packages of claims, and to whom they are encrypted; part of the one column list. */
export const packageTables = ({ table, text, integer }: Kit) => ({
  claimPackage: table('claim_package', {
    id: text('id').notNull(),
    organisation: text('organisation').notNull(),
    claim: text('claim').notNull(),
    number: integer('number').notNull(),
    kind: text('kind').notNull(),
    name: text('name').notNull(),
    bytes: integer('bytes').notNull(),
    sha256: text('sha256').notNull(),
    content: text('content').notNull(),
    fingerprint: text('fingerprint').notNull(),
    people: integer('people').notNull(),
    dataHash: text('data_hash').notNull(),
    recipient: text('recipient'),
    by: text('by_member').notNull(),
    at: integer('at').notNull(),
    version: integer('version'),
  }),
  bureauRecipient: table('bureau_recipient', {
    id: text('id').notNull(),
    organisation: text('organisation').notNull(),
    recipient: text('recipient').notNull(),
    bureau: text('bureau').notNull(),
    compared: text('compared').notNull(),
    by: text('by_member').notNull(),
    at: integer('at').notNull(),
  }),
})
