import type { Kit } from './kit'

/** When a class was closed or opened again, by whom and why: rows that nobody changes. */
export const closingTables = ({ table, text, integer }: Kit) => ({
  classClosing: table('class_closing', {
    id: text('id').notNull(),
    class: text('class').notNull(),
    kind: text('kind').notNull(),
    reason: text('reason').notNull(),
    points: text('points').notNull(),
    by: text('by_member').notNull(),
    at: integer('at').notNull(),
  }),
})
