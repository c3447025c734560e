import type { Kit } from './kit'

/** 名册变更, what headings of an organisation mean, and lists to compare rosters with: part of the one column list. */
export const rosterTables = ({ table, text, integer, digest }: Kit) => ({
  rosterChange: table('roster_change', {
    id: text('id').notNull(),
    form: text('form').notNull(),
    class: text('class').notNull(),
    kind: text('kind').notNull(),
    seat: text('seat').notNull(),
    otherSeat: text('other_seat'),
    day: text('day').notNull(),
    effectiveAt: integer('effective_at').notNull(),
    bodyCipher: text('body_cipher').notNull(),
    by: text('by_member').notNull(),
    at: integer('at').notNull(),
  }),
  rosterNotice: table('roster_notice', {
    id: text('id').notNull(),
    form: text('form').notNull(),
    class: text('class').notNull(),
    number: text('number').notNull(),
    day: text('day').notNull(),
    evidence: digest('evidence'),
    by: text('by_member').notNull(),
    at: integer('at').notNull(),
  }),
  rosterMapping: table('roster_mapping', {
    organisation: text('organisation').notNull(),
    heading: text('heading').notNull(),
    field: text('field').notNull(),
    by: text('by_member').notNull(),
    at: integer('at').notNull(),
  }),
  hitList: table('hit_list', {
    id: text('id').notNull(),
    organisation: text('organisation').notNull(),
    name: text('name').notNull(),
    source: text('source').notNull(),
    day: text('day').notNull(),
    people: integer('people').notNull(),
    by: text('by_member').notNull(),
    at: integer('at').notNull(),
    removedBy: text('removed_by'),
    removedAt: integer('removed_at'),
  }),
  hit: table('hit', {
    list: text('list').notNull(),
    idIndex: text('id_index').notNull(),
    remarkCipher: text('remark_cipher').notNull(),
  }),
})
