import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { maskId } from '../../../shared/people/mask'
import type { Queries } from '../../db/store'
import type { Deps } from '../../deps'
import { makePersonalCode } from '../codes'
import { dirtySeat } from '../dirty'
import { accountsRow } from '../personal'
import { chunksOf } from './chunks'
import { sealDetails } from './details'
import type { RosterPerson } from './read-people'

/** Somebody to be seated: known to the organisation already, or new. */
export interface NewSeat {
  person: Pick<RosterPerson, 'name' | 'id' | 'accounts' | 'details'>
  index: string
  known?: string | undefined
}

/** Numbers of a class go on after the highest one given, also to who left. */
export async function seatCount({ store: { t } }: Pick<Deps, 'store'>, q: Queries, classId: string): Promise<number> {
  const rows = await q.select({ number: t.seat.number }).from(t.seat).where(eq(t.seat.class, classId))
  return Math.max(rows.length, ...rows.map(({ number }) => Number(number)).filter(Number.isInteger), 0)
}

/** Seats people in a class, in order; who is new to the organisation becomes a person of it. Returns their seats. */
export async function addSeats(
  deps: Deps,
  q: Queries,
  organisation: string,
  classId: string,
  people: readonly NewSeat[],
): Promise<string[]> {
  const { store, secrets, clock } = deps
  const { t } = store
  const now = clock.now()
  let number = await seatCount(deps, q, classId)
  const made: string[] = []
  for (const chunk of chunksOf(people)) {
    const seated = chunk.map(({ known, ...one }) => ({ ...one, known, id: known ?? randomUUID(), seat: randomUUID() }))
    const fresh = seated.filter(({ known }) => known === undefined)
    if (fresh.length > 0)
      await q.insert(t.person).values(
        fresh.map(({ id, index, person }) => ({
          id,
          organisation,
          name: person.name,
          idCipher: secrets.encrypt(person.id, id),
          idIndex: index,
          idMasked: maskId(person.id),
          accountsCipher: sealedAccounts(deps, id, person.accounts),
          createdAt: now,
        })),
      )
    await q.insert(t.seat).values(
      seated.map(({ id, seat, person }) => {
        const code = makePersonalCode()
        return {
          id: seat,
          class: classId,
          person: id,
          number: String(++number).padStart(3, '0'),
          codeCipher: secrets.encrypt(code, seat),
          codeIndex: secrets.index('code', code),
          codeIssuedAt: now,
          detailsCipher: sealDetails(deps, seat, person.details),
          createdAt: now,
        }
      }),
    )
    for (const { id, person, known } of seated)
      if (known !== undefined) await keepAccounts(deps, q, id, person.accounts)
    made.push(...seated.map(({ seat }) => seat))
  }
  return made
}

const sealedAccounts = ({ secrets }: Deps, person: string, accounts: RosterPerson['accounts']): string | null =>
  accounts.length === 0 ? null : secrets.encrypt(JSON.stringify(accounts), accountsRow(person))

/** The newest roster that names any is right about somebody's 平台账号. Encrypted: they are often phone numbers. */
export async function keepAccounts(
  deps: Deps,
  q: Queries,
  person: string,
  accounts: RosterPerson['accounts'],
): Promise<void> {
  const accountsCipher = sealedAccounts(deps, person, accounts)
  if (accountsCipher === null) return
  const { t } = deps.store
  await q.update(t.person).set({ accountsCipher }).where(eq(t.person.id, person))
}

/**
 * Ends a seat: from `at` on it earns nothing (server/study/standing.ts reads that from the change). Its personal code and the links
 * made by it open nothing any more; who still waits as 待核对 is refused. Chains stay bound: what they hand in is receipted.
 */
export async function endSeat(deps: Deps, q: Queries, seat: string, change: string, at: number): Promise<void> {
  const { store } = deps
  const { t } = store
  await q
    .update(t.seat)
    .set({ ...(await otherCode(deps, q, seat)), leftAt: at, leftBy: change })
    .where(eq(t.seat.id, seat))
  await q
    .update(t.claim)
    .set({ state: 'refused' })
    .where(and(eq(t.claim.seat, seat), eq(t.claim.state, 'pending')))
  await dirtySeat(q, store, seat)
}

/** Whoever left comes back: the seat with its number, its records and a new personal code. */
export async function reopenSeat(deps: Deps, q: Queries, seat: string): Promise<void> {
  const { t } = deps.store
  await q
    .update(t.seat)
    .set({ ...(await otherCode(deps, q, seat)), leftAt: null, leftBy: null })
    .where(eq(t.seat.id, seat))
  await dirtySeat(q, deps.store, seat)
}

async function otherCode({ store: { t }, secrets, clock }: Deps, q: Queries, seat: string) {
  const [row] = await q.select({ issuedAt: t.seat.codeIssuedAt }).from(t.seat).where(eq(t.seat.id, seat))
  const code = makePersonalCode()
  return {
    codeCipher: secrets.encrypt(code, seat),
    codeIndex: secrets.index('code', code),
    codeIssuedAt: Math.max(clock.now(), (row?.issuedAt ?? 0) + 1),
  }
}
