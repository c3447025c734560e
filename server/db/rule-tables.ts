import type { Kit } from './kit'

/** Site rules of an organisation, version by version, and the text of every rule a record names. */
export const ruleTables = ({ table, text, integer }: Kit) => ({
  ruleSet: table('rule_set', {
    organisation: text('organisation').notNull(),
    version: integer('version').notNull(),
    rules: text('rules').notNull(),
    by: text('by_member').notNull(),
    at: integer('at').notNull(),
  }),
  ruleText: table('rule_text', {
    hash: text('hash').notNull(),
    text: text('rule_text').notNull(),
    at: integer('at').notNull(),
  }),
})
