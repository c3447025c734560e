import { customType, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Text in the code, bytes in the database: `digest` is lower-case hexadecimal, `signature` and `bytes` base64url. */
export const binary = (encoding: 'hex' | 'base64url', type: string) => ({
  dataType: () => type,
  toDriver: (value: string) => Buffer.from(value, encoding),
  fromDriver: (value: Buffer) => value.toString(encoding),
})
export interface Binary {
  data: string
  driverData: Buffer
}

export const sqliteKit = {
  table: sqliteTable,
  text: (name: string) => text(name),
  integer: (name: string) => integer(name),
  digest: customType<Binary>(binary('hex', 'blob')),
  signature: customType<Binary>(binary('base64url', 'blob')),
  bytes: customType<Binary>(binary('base64url', 'blob')),
}

export type Kit = typeof sqliteKit
