import type { Kit } from './kit'

/** Forms of a bureau that stand for built-in ones: each upload is a version of its own, and so is the return to ours. */
export const formTables = ({ table, text, integer, digest }: Kit) => ({
  ownForm: table('own_form', {
    organisation: text('organisation').notNull(),
    form: text('form').notNull(),
    version: integer('version').notNull(),
    name: text('name'),
    hash: digest('hash'),
    bytes: text('bytes'),
    by: text('by_member').notNull(),
    at: integer('at').notNull(),
  }),
})
