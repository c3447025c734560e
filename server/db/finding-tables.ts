import type { sqliteKit } from './tables'

/** What checks found, what people wrote to it, and what is to be looked at again: part of the one column list. */
export function findingTables({ table, text, integer }: Pick<typeof sqliteKit, 'table' | 'text' | 'integer'>) {
  return {
    finding: table('finding', {
      id: text('id').notNull(),
      organisation: text('organisation').notNull(),
      class: text('class'),
      seat: text('seat'),
      code: text('code').notNull(),
      detail: text('detail').notNull(),
      entries: text('entries').notNull(),
      at: integer('at').notNull(),
      derived: integer('derived').notNull(),
      seats: text('seats'),
      changedAt: integer('changed_at').notNull(),
    }),
    findingNote: table('finding_note', {
      id: text('id').notNull(),
      finding: text('finding').notNull(),
      class: text('class'),
      settled: integer('settled').notNull(),
      text: text('text').notNull(),
      by: text('by_member').notNull(),
      at: integer('at').notNull(),
    }),
    findingDue: table('finding_due', {
      kind: text('kind').notNull(),
      id: text('id').notNull(),
      turn: integer('turn').notNull(),
    }),
    findingOutline: table('finding_outline', {
      seat: text('seat').notNull(),
      class: text('class').notNull(),
      outline: text('outline').notNull(),
    }),
  }
}
