import type { Kit } from './kit'

/** Who may come in: part of the column list (tables.ts). */
export function accessTables({ table, text, integer }: Kit) {
  return {
    member: table('member', {
      id: text('id').notNull(),
      organisation: text('organisation').notNull(),
      login: text('login').notNull(),
      name: text('name').notNull(),
      role: text('role').notNull(),
      password: text('password').notNull(),
      stoppedAt: integer('stopped_at'),
      failures: integer('failures').notNull().default(0),
      lockedUntil: integer('locked_until'),
      totpCipher: text('totp_cipher'),
      totpStep: integer('totp_step').notNull().default(0),
      createdAt: integer('created_at').notNull(),
    }),
    invitation: table('invitation', {
      id: text('id').notNull(),
      organisation: text('organisation').notNull(),
      role: text('role').notNull(),
      member: text('member'),
      tokenIndex: text('token_index').notNull(),
      note: text('note').notNull(),
      by: text('by_member').notNull(),
      createdAt: integer('created_at').notNull(),
      expiresAt: integer('expires_at').notNull(),
      usedAt: integer('used_at'),
      withdrawnAt: integer('withdrawn_at'),
    }),
    recoveryCode: table('recovery_code', {
      member: text('member').notNull(),
      codeIndex: text('code_index').notNull(),
      createdAt: integer('created_at').notNull(),
      usedAt: integer('used_at'),
    }),
    session: table('session', {
      id: text('id').notNull(),
      secretHash: text('secret_hash').notNull(),
      member: text('member').notNull(),
      agent: text('agent').notNull().default(''),
      address: text('address').notNull().default(''),
      limited: integer('limited').notNull().default(0),
      createdAt: integer('created_at').notNull(),
      seenAt: integer('seen_at').notNull(),
      expiresAt: integer('expires_at').notNull(),
    }),
  }
}
