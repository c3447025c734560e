import type { Kit } from './kit'

/** 申请复核, what was decided on it, hours by hand, and the second factor: rows that nobody changes. */
export const appealTables = ({ table, text, integer, digest, signature, bytes }: Kit) => ({
  evidence: table('evidence', {
    organisation: text('organisation').notNull(),
    hash: digest('hash').notNull(),
    name: text('name').notNull(),
    type: text('type').notNull(),
    bytes: bytes('bytes').notNull(),
    at: integer('at').notNull(),
  }),
  appeal: table('appeal', {
    id: text('id').notNull(),
    seat: text('seat').notNull(),
    how: text('how').notNull(),
    chain: text('chain'),
    body: text('body').notNull(),
    signature: signature('signature'),
    at: integer('at').notNull(),
  }),
  appealDecision: table('appeal_decision', {
    id: text('id').notNull(),
    appeal: text('appeal').notNull(),
    outcome: text('outcome').notNull(),
    reason: text('reason').notNull(),
    evidence: digest('evidence'),
    correction: text('correction'),
    imported: text('imported'),
    by: text('by_member').notNull(),
    at: integer('at').notNull(),
  }),
  imported: table('imported', {
    id: text('id').notNull(),
    source: text('source').notNull(),
    seat: text('seat').notNull(),
    kind: text('kind').notNull(),
    course: text('course').notNull(),
    lesson: text('lesson'),
    start: integer('start_at'),
    seconds: integer('seconds').notNull(),
    evidence: digest('evidence').notNull(),
    by: text('by_member').notNull(),
    at: integer('at').notNull(),
    /** The import that it came with; absent of what decides an appeal. */
    batch: text('batch'),
  }),
  secondFactor: table('second_factor', {
    class: text('class').notNull(),
    required: integer('required').notNull(),
    by: text('by_member').notNull(),
    at: integer('at').notNull(),
  }),
  confirmation: table('confirmation', {
    chain: text('chain').notNull(),
    entry: digest('entry').notNull(),
    seat: text('seat').notNull(),
    kind: text('kind').notNull(),
    at: integer('at').notNull(),
  }),
})
