import type { Kit } from './kit'

/** Other sources as they were brought in, what was taken back, and how platforms' files are read; part of the one column list. */
export const sourceTables = ({ table, text, integer, digest }: Kit) => ({
  importBatch: table('import_batch', {
    id: text('id').notNull(),
    class: text('class').notNull(),
    source: text('source').notNull(),
    kind: text('kind').notNull(),
    platform: text('platform').notNull(),
    name: text('name').notNull(),
    hash: digest('hash').notNull(),
    size: integer('size').notNull(),
    rows: integer('rows').notNull(),
    people: integer('people').notNull(),
    seconds: integer('seconds').notNull(),
    note: text('note').notNull(),
    by: text('by_member').notNull(),
    at: integer('at').notNull(),
  }),
  importWithdrawal: table('import_withdrawal', {
    batch: text('batch').notNull(),
    reason: text('reason').notNull(),
    by: text('by_member').notNull(),
    at: integer('at').notNull(),
  }),
  importFile: table('import_file', {
    organisation: text('organisation').notNull(),
    hash: digest('hash').notNull(),
    type: text('type').notNull(),
    size: integer('size').notNull(),
    cipher: text('cipher').notNull(),
    at: integer('at').notNull(),
  }),
  sourceMapping: table('source_mapping', {
    organisation: text('organisation').notNull(),
    platform: text('platform').notNull(),
    what: text('what').notNull(),
    key: text('key').notNull(),
    value: text('value').notNull(),
    by: text('by_member').notNull(),
    at: integer('at').notNull(),
  }),
})
