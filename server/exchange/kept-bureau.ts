import { randomUUID } from 'node:crypto'
import { and, desc, eq, isNull } from 'drizzle-orm'
import type { KeepBureau, LookedAtBureau } from '../../shared/api/sending'
import { type Actor, requireRole } from '../access/actor'
import { recordAudit } from '../access/audit'
import { NoAnswer } from '../ask-server'
import type { Queries, Store } from '../db/store'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import { organisationOf } from '../training/organisation/profile'
import { isBureauKey } from '../training/plan/bureau-file'
import { filerKind } from '../training/plan/filed'
import { BureauServer } from './bureau-server'

/** A bureau's address with the key that somebody compared. */
export type KeptBureau = Store['t']['exchangeBureau']['$inferSelect']

/** What the bureau says of itself at this address. Throws `conflict` where it gives no usable answer. */
async function counterAt(deps: Deps, address: string, fetcher: typeof fetch) {
  try {
    const found = await new BureauServer(address, fetcher, deps.jobs.stopping).counter()
    if (address.endsWith(`/exchange/${found.bureau.id}`)) return found
    throw new NoAnswer('网址和答复里的人社局不是同一个')
  } catch (error) {
    if (error instanceof NoAnswer)
      throw new Refused('conflict', `这个网址没有给出人社局的答复（${error.message}）。请核对网址；也可以用文件报送`)
    throw error
  }
}

/** Whose address it says it is, for somebody to compare; nothing is kept. Throws `conflict`. */
export async function lookAtBureau(
  deps: Deps,
  actor: Actor,
  address: string,
  fetcher: typeof fetch = fetch,
): Promise<LookedAtBureau> {
  requireRole(actor, 'manager')
  filerKind(actor)
  const { bureau, key } = await counterAt(deps, address, fetcher)
  const { profile } = await organisationOf(deps.store.read, deps.store, actor.organisation)
  return { address, ...bureau, key, known: profile.bureaus.some((one) => one.key === key) }
}

/** Packages and filings may go to this address from now on, in place of any other; its key is the bureau's, because somebody compared it. Throws `conflict`. Audited. */
export async function keepBureau(
  deps: Deps,
  actor: Actor,
  { address, key, compared }: KeepBureau,
  fetcher: typeof fetch = fetch,
): Promise<void> {
  requireRole(actor, 'manager')
  filerKind(actor)
  const { bureau, key: shown } = await counterAt(deps, address, fetcher)
  if (shown !== key) throw new Refused('conflict', '这个网址的密钥指纹与核对过的不同，没有登记。请重新核对')
  const { store, clock } = deps
  const { name } = bureau
  await store.tx(async (q) => {
    await endKept(deps, q, actor)
    await isBureauKey(deps, q, actor, { key, name, confirmed: key })
    const { organisation, member: by } = actor
    const row = { id: randomUUID(), organisation, address, bureau: bureau.id, name, key, compared, by, at: clock.now() }
    await q.insert(store.t.exchangeBureau).values(row)
    await recordAudit(q, store, clock, actor, 'sending.bureau', row.id, {
      bureau: name,
      server: address,
      key,
      compared,
    })
  })
}

/** Nothing goes there any more; what was sent and what came stays. Throws `not-found`. Audited. */
export async function endBureau(deps: Deps, actor: Actor): Promise<void> {
  requireRole(actor, 'manager')
  const { store, clock } = deps
  await store.tx(async (q) => {
    const kept = await endKept(deps, q, actor)
    if (!kept) throw new Refused('not-found', '没有登记网络报送的人社局')
    await recordAudit(q, store, clock, actor, 'sending.bureau-end', kept.id, { bureau: kept.name })
  })
}

async function endKept({ store, clock }: Deps, q: Queries, actor: Actor): Promise<KeptBureau | undefined> {
  const kept = await keptBureau(q, store, actor.organisation)
  if (kept) await q.insert(store.t.exchangeBureauEnd).values({ kept: kept.id, by: actor.member, at: clock.now() })
  return kept
}

/** The bureau that an organisation exchanges with by address, if any. */
export async function keptBureau(
  q: Queries,
  { t }: Pick<Store, 't'>,
  organisation: string,
): Promise<KeptBureau | undefined> {
  const { exchangeBureau: bureau, exchangeBureauEnd: end } = t
  const [row] = await q
    .select({ kept: bureau })
    .from(bureau)
    .leftJoin(end, eq(end.kept, bureau.id))
    .where(and(eq(bureau.organisation, organisation), isNull(end.kept)))
    .orderBy(desc(bureau.at))
    .limit(1)
  return row?.kept
}

/**
 * Whether a key is the bureau's for what it signed at a time: the one that was compared, and each that was compared before, for what it signed as long as
 * that one was kept.
 */
export async function keysOf(
  { store: { t, read } }: Pick<Deps, 'store'>,
  { organisation, bureau, key }: KeptBureau,
): Promise<(by: string, at: number) => boolean> {
  const { exchangeBureau: kept, exchangeBureauEnd: end } = t
  const former = await read
    .select({ key: kept.key, until: end.at })
    .from(kept)
    .innerJoin(end, eq(end.kept, kept.id))
    .where(and(eq(kept.organisation, organisation), eq(kept.bureau, bureau)))
  return (by, at) => by === key || former.some((one) => one.key === by && at < one.until)
}

/** Throws `conflict` before a bureau was kept. */
export async function demandBureau({ store }: Pick<Deps, 'store'>, actor: Actor): Promise<KeptBureau> {
  const kept = await keptBureau(store.read, store, actor.organisation)
  if (kept) return kept
  throw new Refused('conflict', '还没有登记人社局的网络报送网址。请负责人在“设置 > 网络报送”登记；也可以下载文件送去')
}

/** A kept bureau, asked to show that its address is still the one that was compared. Throws `conflict` where it shows another bureau or key, NoAnswer. */
export async function reachBureau(
  { jobs }: Pick<Deps, 'jobs'>,
  kept: KeptBureau,
  fetcher: typeof fetch,
): Promise<BureauServer> {
  const server = new BureauServer(kept.address, fetcher, jobs.stopping)
  const { bureau, key } = await server.counter()
  if (bureau.id !== kept.bureau || key !== kept.key)
    throw new Refused(
      'conflict',
      `网址 ${kept.address} 现在的密钥指纹与核对过的不同，没有发送也没有取回。请与人社局电话核对，确认后在“设置 > 网络报送”重新登记；文件可以下载后送去`,
    )
  return server
}
