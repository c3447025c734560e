import type { Kit } from './kit'

/** Backups, hand-overs and imported hand-in files; part of the one column list. */
export const keepTables = ({ table, text, integer }: Kit) => ({
  backup: table('backup', {
    id: text('id').notNull(),
    startedAt: integer('started_at').notNull(),
    finishedAt: integer('finished_at').notNull(),
    folder: text('folder').notNull(),
    name: text('name'),
    bytes: integer('bytes'),
    sha256: text('sha256'),
    counts: text('counts'),
    packages: text('packages'),
    checkpoint: text('checkpoint'),
    program: text('program').notNull(),
    problem: text('problem'),
    askedBy: text('asked_by').notNull(),
    removedAt: integer('removed_at'),
    openedAt: integer('opened_at'),
  }),
  handOver: table('hand_over', {
    id: text('id').notNull(),
    organisation: text('organisation').notNull(),
    by: text('by_member').notNull(),
    to: text('to_name').notNull(),
    knownBy: text('known_by').notNull(),
    keysKept: text('keys_kept').notNull(),
    remarks: text('remarks').notNull(),
    at: integer('at').notNull(),
  }),
  handIn: table('hand_in', {
    id: text('id').notNull(),
    class: text('class').notNull(),
    chain: text('chain').notNull(),
    by: text('by_member').notNull(),
    entries: integer('entries').notNull(),
    firstAt: integer('first_at'),
    lastAt: integer('last_at'),
    late: integer('late').notNull(),
    at: integer('at').notNull(),
  }),
})
