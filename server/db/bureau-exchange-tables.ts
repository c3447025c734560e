import type { Kit } from './kit'

/** What 单位 announced to a bureau by address, and what became of each file. Rows that nobody changes. */
export const bureauExchangeTables = ({ table, text, integer, digest }: Kit) => ({
  bureauDelivery: table('bureau_delivery', {
    id: text('id').notNull(),
    organisation: text('organisation').notNull(),
    firm: text('firm').notNull(),
    what: text('what').notNull(),
    name: text('name').notNull(),
    bytes: integer('bytes').notNull(),
    sha256: digest('sha256').notNull(),
    key: digest('key').notNull(),
    notice: text('notice').notNull(),
    at: integer('at').notNull(),
  }),
  bureauDeliveryEnd: table('bureau_delivery_end', {
    delivery: text('delivery').notNull(),
    turn: integer('turn').notNull(),
    state: text('state').notNull(),
    intake: text('intake'),
    filing: text('filing'),
    number: text('number').notNull(),
    said: text('said').notNull(),
    at: integer('at').notNull(),
  }),
})
