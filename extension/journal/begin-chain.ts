import type { ClassStatement, JoinRequest } from '../../shared/api'
import { CONSENT_HASH, CONSENT_VERSION } from './consent'
import type { ChainKey } from './crypto'
import { chainOf } from './keys'
import { linked, type NewEntry, putEntries } from './recorder'
import type { ChainRow } from './rows'
import type { Writing } from './store'

export interface Beginning {
  key: ChainKey
  person: string
  device: string
  claim: string
  statement: ClassStatement
  state: ChainRow['state']
  build: string
  now: number
  server?: string
  join?: JoinRequest
  code?: string
  replaces?: { chain: string; seq: number }
}

/** A chain that does not exist yet, with the entries it begins with: join and consent, then what follows. Hashed, not stored: give `put` a transaction. */
export function beginChain(start: Beginning, then: readonly NewEntry[]): { row: ChainRow; put(tx: Writing): void } {
  const { key, statement, now, replaces, server, join, code } = start
  const row: ChainRow = {
    chain: chainOf(key),
    privateKey: key.privateKey,
    spki: key.spki,
    person: start.person,
    device: start.device,
    claim: start.claim,
    class: statement,
    state: start.state,
    ...(server !== undefined && { server }),
    ...(join && { join }),
    ...(code !== undefined && { code }),
    ...(replaces && { replaces }),
    next: 0,
    receipted: -1,
    expected: 0,
    receivedAt: now,
    retry: { failures: 0, notBefore: 0 },
    lastUsed: now,
  }
  const first: NewEntry[] = [
    {
      kind: 'join',
      body: {
        claim: start.claim,
        class: statement.body.class.id,
        organisation: statement.body.organisation.id,
        device: start.device,
        consent: CONSENT_VERSION,
        build: start.build,
        ...(replaces && { replaces }),
      },
    },
    { kind: 'consent', body: { text: CONSENT_VERSION, hash: CONSENT_HASH } },
  ]
  const entries = linked(row, [...first, ...then], now)
  return { row, put: (tx) => putEntries(tx, row, entries) }
}
