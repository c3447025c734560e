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
  bureauReverified: table('bureau_reverified', {
    id: text('id').notNull(),
    organisation: text('organisation').notNull(),
    package: text('package').notNull(),
    outcome: text('outcome').notNull(),
    by: text('by_member').notNull(),
    at: integer('at').notNull(),
  }),
  bureauHold: table('bureau_hold', {
    id: text('id').notNull(),
    organisation: text('organisation').notNull(),
    claim: text('claim'),
    reason: text('reason').notNull(),
    by: text('by_member').notNull(),
    at: integer('at').notNull(),
  }),
  bureauHoldEnd: table('bureau_hold_end', {
    hold: text('hold').notNull(),
    reason: text('reason').notNull(),
    by: text('by_member').notNull(),
    at: integer('at').notNull(),
  }),
  bureauDisposal: table('bureau_disposal', {
    id: text('id').notNull(),
    organisation: text('organisation').notNull(),
    reason: text('reason').notNull(),
    by: text('by_member').notNull(),
    at: integer('at').notNull(),
  }),
  bureauDisposalPackage: table('bureau_disposal_package', {
    disposal: text('disposal').notNull(),
    package: text('package').notNull(),
  }),
  bureauDisposalStep: table('bureau_disposal_step', {
    disposal: text('disposal').notNull(),
    step: text('step').notNull(),
    by: text('by_member').notNull(),
    at: integer('at').notNull(),
  }),
})
