import type { Kit } from './kit'

/** 巡查, and what a bureau does to keep what it received. */
export const bureauKeepingTables = ({ table, text, integer, digest }: Kit) => ({
  bureauInspection: table('bureau_inspection', {
    id: text('id').notNull(),
    organisation: text('organisation').notNull(),
    firm: text('firm').notNull(),
    class: text('class').notNull(),
    className: text('class_name').notNull(),
    number: text('number').notNull(),
    day: text('day').notNull(),
    who: text('who').notNull(),
    how: text('how').notNull(),
    result: text('result').notNull(),
    found: text('found').notNull(),
    due: text('due'),
    evidence: digest('evidence'),
    by: text('by_member').notNull(),
    at: integer('at').notNull(),
  }),
  bureauRectified: table('bureau_rectified', {
    inspection: text('inspection').notNull(),
    day: text('day').notNull(),
    how: text('how').notNull(),
    evidence: digest('evidence'),
    by: text('by_member').notNull(),
    at: integer('at').notNull(),
  }),
})
