import { and, asc, desc, eq, gt, inArray, max } from 'drizzle-orm'
import { dayOf } from '../../shared/calendar/beijing'
import { base64url, type Crypto, hex, type Signer } from '../../shared/crypto'
import { readCheckpoint, readOrigin, verifyCheckpoint } from '../../shared/log/checkpoint'
import { cosignedBy, readWitnessKey, type WitnessKey } from '../../shared/log/cosignature'
import { consistencyProver } from '../../shared/log/merkle'
import type { CosignatureAnswer, WitnessesAnswer } from '../../shared/log/served'
import type { Clock } from '../clock'
import type { Store } from '../db/store'
import { Refused } from './accept'
import { leavesOf } from './leaves'
import { namedWitnesses } from './named-witnesses'
import type { Sealed, Sequencer } from './sequence'

export interface WitnessedDeps {
  store: Store
  crypto: Crypto
  clock: Clock
  keys: { readonly log: Signer }
  /** The witnesses (备查方) this server was told to believe. */
  witnesses?: readonly WitnessKey[] | undefined
}

/** The note with a signature line of every witness that cosigned this checkpoint. */
export async function cosignedNote({ store: { t, read } }: WitnessedDeps, sealed: Sealed): Promise<string> {
  const { generation, size, note } = sealed
  const rows = await read
    .select({ line: t.cosignature.line })
    .from(t.cosignature)
    .where(and(eq(t.cosignature.generation, generation), eq(t.cosignature.size, size)))
    .orderBy(asc(t.cosignature.witness))
  return note + rows.map(({ line }) => line).join('')
}

/**
 * Keeps what witnesses signed under a checkpoint of ours: of each the first line, which proves the earliest time. A
 * checkpoint of ours that our tree does not extend was lost with the database, and opens a new generation. Throws
 * Refused `signature-refused`.
 */
export async function acceptCosignatures(
  { store, crypto, clock, keys, witnesses: started = [] }: WitnessedDeps,
  sequencer: Sequencer,
  note: string,
): Promise<CosignatureAnswer> {
  if (!(await verifyCheckpoint(crypto, note, keys.log.publicKey)))
    throw new Refused('signature-refused', '不是本服务器的封存点，没有收下')
  const { origin, size, root } = readCheckpoint(note)
  const witnesses = [...started, ...(await namedWitnesses(store)).map(({ key }) => readWitnessKey(crypto, key))]
  const signed: { witness: string; line: string; at: number }[] = []
  for (const witness of witnesses) {
    const said = await cosignedBy(crypto, note, witness)
    if (said.state === 'forged') throw new Refused('signature-refused', `备查方 ${witness.name} 的签名不符，没有收下`)
    if (said.state === 'good') signed.push({ witness: witness.name, line: said.line, at: said.at })
  }
  if (signed.length === 0)
    throw new Refused('signature-refused', '没有本服务器认识的备查方签名，请先在“设置”的“备查”里填写备查方公钥')
  const { t, read } = store
  const generation = readOrigin(origin)?.generation ?? -1
  const place = and(eq(t.checkpoint.generation, generation), eq(t.checkpoint.size, size))
  const [held] = await read.select({ root: t.checkpoint.root }).from(t.checkpoint).where(place)
  if (held?.root !== hex(root)) {
    const restored = await sequencer.lost({ origin, size, root: base64url(root) })
    return { stored: 0, ...(restored && { restored }) }
  }
  const rows = signed.map(({ witness, line, at }) => ({
    generation,
    size,
    witness,
    line,
    signedAt: at,
    receivedAt: clock.now(),
  }))
  const stored = await store.tx((q) =>
    q.insert(t.cosignature).values(rows).onConflictDoNothing().returning({ size: t.cosignature.size }),
  )
  return { stored: stored.length }
}

/** The largest checkpoint each witness has cosigned. */
export async function witnessesOf({ store: { t, read } }: WitnessedDeps): Promise<WitnessesAnswer> {
  const rows = await read
    .select()
    .from(t.cosignature)
    .orderBy(desc(t.cosignature.generation), desc(t.cosignature.size))
    .limit(1000)
  const newest = new Map<string, (typeof rows)[number]>()
  for (const row of rows) if (!newest.has(row.witness)) newest.set(row.witness, row)
  return {
    witnesses: [...newest.values()].map(({ witness: name, generation, size, signedAt: at }) => ({
      name,
      generation,
      size,
      at,
    })),
  }
}

/** The newest cosigned checkpoint that covers every receipt of these chains; where there is none, the newest. */
export async function checkpointFor(
  { store: { t, read } }: WitnessedDeps,
  newest: Sealed,
  chains: readonly number[],
): Promise<Sealed> {
  const { generation } = newest
  const [last] = await read
    .select({ leaf: max(t.receipt.leaf) })
    .from(t.receipt)
    .where(and(inArray(t.receipt.chain, [...chains]), eq(t.receipt.generation, generation)))
  const [row] = await read
    .select({ note: t.checkpoint.note, size: t.checkpoint.size })
    .from(t.checkpoint)
    .innerJoin(
      t.cosignature,
      and(eq(t.cosignature.generation, t.checkpoint.generation), eq(t.cosignature.size, t.checkpoint.size)),
    )
    .where(and(eq(t.checkpoint.generation, generation), gt(t.checkpoint.size, last?.leaf ?? -1)))
    .orderBy(desc(t.checkpoint.size))
    .limit(1)
  return row ? { ...row, generation } : newest
}

/** A checkpoint that somebody else has seen, and that the packaged one extends. */
export interface WitnessedCheckpoint {
  /** With cosignature lines, if any. */
  note: string
  /** From its size to the packaged one's. */
  path: string[]
  /** RFC 3161, base64url. */
  token?: string
}

/** Of each Beijing day the first checkpoint that a witness or a time-stamping authority signed, up to the packaged one. */
export async function witnessedDays(deps: WitnessedDeps, packed: Sealed): Promise<WitnessedCheckpoint[]> {
  const { store, crypto } = deps
  const { t, read } = store
  const cosigned = await read.select().from(t.cosignature).where(eq(t.cosignature.generation, packed.generation))
  const stamped = await read.select().from(t.timestampToken).where(eq(t.timestampToken.generation, packed.generation))
  const tokens = new Map(stamped.map(({ size, token }) => [size, token]))
  const seen = [
    ...cosigned.map(({ size, signedAt: at }) => ({ size, at })),
    ...stamped.map(({ size, stampedAt: at }) => ({ size, at })),
  ]
  const days = new Map<string, number>()
  for (const { size, at } of seen.sort((a, b) => a.at - b.at || a.size - b.size))
    if (size <= packed.size && !days.has(dayOf(at))) days.set(dayOf(at), size)
  const sizes = [...new Set(days.values())].sort((a, b) => a - b)
  if (sizes.length === 0) return []
  const rows = await read
    .select()
    .from(t.checkpoint)
    .where(and(eq(t.checkpoint.generation, packed.generation), inArray(t.checkpoint.size, sizes)))
    .orderBy(asc(t.checkpoint.size))
  const prove = consistencyProver(crypto, (await leavesOf(store, packed.generation)).slice(0, packed.size))
  const found: WitnessedCheckpoint[] = []
  for (const row of rows) {
    const token = tokens.get(row.size)
    found.push({ note: await cosignedNote(deps, row), path: prove(row.size).map(hex), ...(token && { token }) })
  }
  return found
}
