import type { Kit } from './kit'

/** Read-only links to a running class: of the firm that makes them, and of a bureau that keeps them. Rows that nobody changes. */
export const classLinkTables = ({ table, text, integer }: Kit) => ({
  classLink: table('class_link', {
    id: text('id').notNull(),
    organisation: text('organisation').notNull(),
    class: text('class').notNull(),
    reader: text('reader').notNull(),
    secretIndex: text('secret_index').notNull(),
    until: text('until').notNull(),
    by: text('by_member').notNull(),
    at: integer('at').notNull(),
  }),
  classLinkEnd: table('class_link_end', {
    link: text('link').notNull(),
    reason: text('reason').notNull(),
    by: text('by_member').notNull(),
    at: integer('at').notNull(),
  }),
  classLinkOpening: table('class_link_opening', {
    id: text('id').notNull(),
    link: text('link').notNull(),
    from: text('from_address').notNull(),
    at: integer('at').notNull(),
  }),
  bureauClassLink: table('bureau_class_link', {
    id: text('id').notNull(),
    organisation: text('organisation').notNull(),
    firm: text('firm').notNull(),
    class: text('class').notNull(),
    className: text('class_name').notNull(),
    addressCipher: text('address_cipher').notNull(),
    host: text('host').notNull(),
    until: text('until').notNull(),
    by: text('by_member').notNull(),
    at: integer('at').notNull(),
  }),
  bureauClassLinkEnd: table('bureau_class_link_end', {
    link: text('link').notNull(),
    by: text('by_member').notNull(),
    at: integer('at').notNull(),
  }),
  bureauInspectionLink: table('bureau_inspection_link', {
    inspection: text('inspection').notNull(),
    link: text('link').notNull(),
  }),
})
