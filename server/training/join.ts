import { and, eq, inArray } from 'drizzle-orm'
import type { JoinAnswer, JoinRequest } from '../../shared/api'
import { fromBase64url } from '../../shared/crypto'
import { fingerprint, replaceBytes, verifySigned } from '../../shared/record/batch'
import { recordAudit } from '../access/audit'
import { nodeCrypto } from '../crypto'
import type { Queries } from '../db/store'
import type { Deps } from '../deps'
import { keyBytes, Refused } from '../ledger/accept'
import { challengeFor } from './challenge'
import { classStatement } from './class-file'
import { normaliseCode } from './codes'
import { present } from './roster/left'

/** One answer whatever was wrong: it tells a guesser nothing. */
const refused = () =>
  new Refused(
    'join-refused',
    '加入码或信息不对，或者已经在别的设备上用过，或者培训班已经结班。请与老师核对；换了电脑请老师重新发码',
  )

interface Claimed {
  class: string
  seat: string
  how: 'code' | 'accepted' | 'replaces'
  state: 'bound' | 'pending'
  issuedAt: number
}

/**
 * Binds a claim to a seat: at once by personal code or by the chain it replaces, as 待核对 by name. Idempotent for the
 * same claim and key. The chain itself begins with its `join` entry; its row is made here so that /sync knows the key.
 */
export async function join(deps: Deps, request: JoinRequest): Promise<JoinAnswer> {
  const spki = keyBytes(request.key)
  const digest = fingerprint(nodeCrypto, spki)
  const claimed = await claimedBy(deps, request)
  if (!claimed) throw refused()
  await deps.store.tx(async (q) => {
    await saveClaim(deps, q, request, claimed)
    await addChain(deps, q, {
      digest,
      spki: request.key,
      claim: request.claim,
      class: claimed.class,
      device: request.device,
    })
  })
  return {
    state: claimed.state === 'bound' ? 'joined' : 'pending',
    statement: await classStatement(deps, claimed.class, { issuedAt: claimed.issuedAt }),
    ...(claimed.state === 'bound' && { label: await labelOf(deps, claimed.seat) }),
    challenge: challengeFor(deps, digest),
  }
}

export async function addChain(
  { store: { t }, clock }: Deps,
  q: Queries,
  chain: { digest: string; spki: string; claim: string; class: string; device: string },
): Promise<void> {
  await q
    .insert(t.chain)
    .values({ ...chain, createdAt: clock.now() })
    .onConflictDoNothing()
}

async function claimedBy(deps: Deps, request: JoinRequest): Promise<Claimed | undefined> {
  switch (request.by) {
    case 'code':
      return seatByCode(deps, request.code)
    case 'name':
      return seatByName(deps, request)
    case 'replaces':
      return seatOfReplaced(deps, request)
  }
}

/** The seat of a personal code, wherever it was typed. */
export async function seatByCode({ store: { t, read }, secrets }: Deps, code: string): Promise<Claimed | undefined> {
  const [seat] = await read
    .select()
    .from(t.seat)
    .where(and(eq(t.seat.codeIndex, secrets.index('code', normaliseCode(code))), present({ t })))
  return seat && { class: seat.class, seat: seat.id, how: 'code', state: 'bound', issuedAt: seat.codeIssuedAt }
}

async function seatByName(
  { store: { t, read }, secrets }: Deps,
  request: JoinRequest & { by: 'name' },
): Promise<Claimed | undefined> {
  const people = await read
    .select({ seat: t.seat, person: t.person })
    .from(t.seat)
    .innerJoin(t.class, eq(t.class.id, t.seat.class))
    .innerJoin(t.person, eq(t.person.id, t.seat.person))
    .where(
      and(
        eq(t.class.code, normaliseCode(request.classCode)),
        eq(t.person.name, request.name.replace(/\s+/g, '')),
        present({ t }),
      ),
    )
  const match = people.find(({ person }) =>
    secrets.same(secrets.decrypt(person.idCipher, person.id).slice(-6), request.lastSix.toUpperCase()),
  )
  return (
    match && {
      class: match.seat.class,
      seat: match.seat.id,
      how: 'accepted',
      state: 'pending',
      issuedAt: match.seat.codeIssuedAt,
    }
  )
}

/** The holder of the old chain's key says so: the new chain takes over whatever seat the old one has. */
async function seatOfReplaced(
  { store: { t, read } }: Deps,
  request: JoinRequest & { by: 'replaces' },
): Promise<Claimed | undefined> {
  const { chain, signature } = request.replaces
  const [old] = await read
    .select({ chain: t.chain, claim: t.claim })
    .from(t.chain)
    .innerJoin(t.claim, eq(t.claim.claim, t.chain.claim))
    .where(eq(t.chain.digest, chain))
  if (!old?.claim.seat || old.claim.state === 'refused') return undefined
  const good = await verifySigned(
    nodeCrypto,
    fromBase64url(old.chain.spki),
    signature,
    replaceBytes(chain, request.claim, request.key),
  )
  if (!good) return undefined
  const state = old.claim.state === 'bound' ? 'bound' : 'pending'
  return { class: old.chain.class, seat: old.claim.seat, how: 'replaces', state, issuedAt: old.claim.issuedAt }
}

async function saveClaim({ store, clock }: Deps, q: Queries, request: JoinRequest, claimed: Claimed): Promise<void> {
  const { t } = store
  const [same] = await q.select().from(t.claim).where(eq(t.claim.claim, request.claim))
  if (same) {
    if (same.key !== request.key || same.seat !== claimed.seat || same.state === 'refused') throw refused()
    return
  }
  const { organisation, status } = await classRow(q, t, claimed.class)
  // Once the class is closed only who is in it goes on: a chain that replaces another brings what the other could not hand in.
  if (status === 'closed' && claimed.how !== 'replaces') throw refused()
  if (claimed.how === 'code') {
    const used = await q
      .select({ claim: t.claim.claim })
      .from(t.claim)
      .where(
        and(
          eq(t.claim.seat, claimed.seat),
          // A hand-in file spends a code as well as typing it does.
          inArray(t.claim.how, ['code', 'file']),
          eq(t.claim.state, 'bound'),
          eq(t.claim.issuedAt, claimed.issuedAt),
        ),
      )
    if (used.length > 0) throw refused()
  }
  await q.insert(t.claim).values({
    claim: request.claim,
    class: claimed.class,
    seat: claimed.seat,
    device: request.device,
    key: request.key,
    how: claimed.how,
    state: claimed.state,
    issuedAt: claimed.issuedAt,
    createdAt: clock.now(),
  })
  const { seat, how } = claimed
  await recordAudit(q, store, clock, { member: `seat:${seat}`, organisation }, 'join.receive', seat, { how })
}

async function classRow(
  q: Queries,
  t: Deps['store']['t'],
  id: string,
): Promise<{ organisation: string; status: string }> {
  const [row] = await q
    .select({ organisation: t.class.organisation, status: t.class.status })
    .from(t.class)
    .where(eq(t.class.id, id))
  if (!row) throw new Error('a seat of a class that is not there')
  return row
}

/** What trainees recognise themselves by: 张三（003）. */
async function labelOf({ store: { t, read } }: Deps, seat: string): Promise<string> {
  const [row] = await read
    .select({ number: t.seat.number, name: t.person.name })
    .from(t.seat)
    .innerJoin(t.person, eq(t.person.id, t.seat.person))
    .where(eq(t.seat.id, seat))
  return row ? `${row.name}（${row.number}）` : ''
}
