import type { Kit } from './kit'

/** Derived beside the days of study, for lists: part of the one column list. */
export const listTables = ({ table, text, integer, digest }: Kit) => ({
  seatTotal: table('seat_total', {
    seat: text('seat').notNull(),
    class: text('class').notNull(),
    person: text('person').notNull(),
    credited: integer('credited').notNull(),
    notCounted: integer('not_counted').notNull(),
    lacksHours: integer('lacks_hours').notNull(),
    lacksTests: integer('lacks_tests').notNull(),
    shown: text('shown').notNull(),
  }),
  signIn: table('sign_in', {
    chain: integer('chain').notNull(),
    seq: integer('seq').notNull(),
    hash: digest('hash').notNull(),
    class: text('class').notNull(),
    seat: text('seat').notNull(),
    device: text('device').notNull(),
    day: text('day').notNull(),
    at: integer('at').notNull(),
    out: integer('out_at'),
    method: text('method').notNull(),
  }),
  chainTotal: table('chain_total', {
    chain: integer('chain').notNull(),
    class: text('class').notNull(),
    seat: text('seat').notNull(),
    lastWatch: integer('last_watch'),
    lastReceipt: integer('last_receipt'),
    health: text('health').notNull(),
  }),
  packageBuild: table('package_build', {
    id: text('id').notNull(),
    class: text('class').notNull(),
    number: integer('number').notNull(),
    name: text('name').notNull(),
    bytes: integer('bytes').notNull(),
    sha256: text('sha256').notNull(),
    content: text('content').notNull(),
    fingerprint: text('fingerprint').notNull(),
    people: integer('people').notNull(),
    by: text('by_member').notNull(),
    at: integer('at').notNull(),
  }),
})
