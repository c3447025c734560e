import type { Kit } from './kit'

/** The chain the server keeps for a seat, and the words of questions and answers that its entries stand for. */
export const reachTables = ({ table, text, integer, digest }: Kit) => ({
  ownChain: table('own_chain', {
    seat: text('seat').notNull(),
    chain: text('chain').notNull(),
    keyCipher: text('key_cipher').notNull(),
    seq: integer('seq').notNull(),
    head: text('head').notNull(),
    waiting: text('waiting').notNull(),
    createdAt: integer('created_at').notNull(),
  }),
  question: table('question', {
    id: text('id').notNull(),
    seat: text('seat').notNull(),
    course: text('course').notNull(),
    body: text('body').notNull(),
    entry: digest('entry').notNull(),
    at: integer('at').notNull(),
  }),
  answer: table('answer', {
    id: text('id').notNull(),
    question: text('question').notNull(),
    body: text('body').notNull(),
    entry: digest('entry').notNull(),
    by: text('by_member').notNull(),
    at: integer('at').notNull(),
  }),
})
