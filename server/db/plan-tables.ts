import type { Kit } from './kit'

/** Filing of plans and what the bureau decided, and notices of holidays: rows that nobody changes, but for the roster of a draft. */
export const planTables = ({ table, text, integer, digest }: Kit) => ({
  planFiling: table('plan_filing', {
    plan: text('plan').notNull(),
    hash: digest('hash').notNull(),
    statement: text('statement').notNull(),
    by: text('by_member').notNull(),
    at: integer('at').notNull(),
  }),
  planDecision: table('plan_decision', {
    id: text('id').notNull(),
    plan: text('plan').notNull(),
    how: text('how').notNull(),
    outcome: text('outcome').notNull(),
    number: text('number').notNull(),
    date: text('date').notNull(),
    remarks: text('remarks').notNull(),
    document: digest('document'),
    statement: text('statement'),
    key: digest('key'),
    by: text('by_member').notNull(),
    at: integer('at').notNull(),
  }),
  planRoster: table('plan_roster', {
    plan: text('plan').notNull(),
    file: text('file').notNull(),
    people: integer('people').notNull(),
    by: text('by_member').notNull(),
    at: integer('at').notNull(),
  }),
  planDeadline: table('plan_deadline', {
    id: text('id').notNull(),
    plan: text('plan').notNull(),
    deadline: text('deadline').notNull(),
    day: text('day').notNull(),
    by: text('by_member').notNull(),
    at: integer('at').notNull(),
  }),
  calendarYear: table('calendar_year', {
    id: text('id').notNull(),
    organisation: text('organisation').notNull(),
    year: integer('year').notNull(),
    body: text('body').notNull(),
    by: text('by_member').notNull(),
    at: integer('at').notNull(),
  }),
})
