import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { dayOf } from '../../shared/calendar/beijing'
import type { DeliveryAnswer } from '../../shared/exchange/answers'
import { type DeliveryKind, deliveryText, signDelivery } from '../../shared/exchange/delivery'
import { type Actor, requireRole } from '../access/actor'
import { recordAudit } from '../access/audit'
import { NoAnswer } from '../ask-server'
import { claimOf } from '../claim/claims/claim-row'
import { readyHash } from '../claim/claims/events'
import { handInClaim } from '../claim/claims/hand-in-claim'
import { nodeCrypto } from '../crypto'
import type { Deps } from '../deps'
import type { Say } from '../jobs'
import { sha256Of } from '../keep/manifest'
import { Refused } from '../ledger/accept'
import { fetchResults } from './fetch-results'
import { demandBureau, type KeptBureau, reachBureau } from './kept-bureau'
import { noteAnswer, noteProblem } from './note'
import { isFinal, type Pace, pace, sendFile } from './send-file'
import { demandSendable, makeSendable, type WorkFile } from './sendable'
import { type MadeSendable, nameOf, standOf, Unfinished } from './unfinished'

/** How the bureau is reached; a test has its own. */
export interface Network {
  fetcher: typeof fetch
  pace: Pace
}
export const network: Network = { fetcher: fetch, pace }

export interface Asked {
  what: DeliveryKind
  /** Of the claim, class or plan. */
  id: string
}

/**
 * 发送给人社局: makes the file, sends it to its end and keeps what the bureau answered. A claim that is ready is handed in once all its bytes are there and
 * before the bureau is told so: what it then verifies cannot be changed here any more. Throws `not-found`, and `conflict` with what to do.
 * Audited.
 */
export async function deliver(
  deps: Deps,
  actor: Actor,
  asked: Asked,
  say: Say = () => undefined,
  by: Network = network,
): Promise<void> {
  requireRole(actor, 'hr')
  demandIdle(asked)
  const one = nameOf(asked)
  underWay.add(one)
  try {
    await sendOne(deps, actor, asked, say, by)
  } finally {
    underWay.delete(one)
  }
}
/** Throws `conflict` while this file is being sent. */
export function demandIdle(asked: Asked): void {
  if (underWay.has(nameOf(asked))) throw new Refused('conflict', '这份文件正在发送，请等它完成')
}

/** What this process is sending: two clerks may press at once, and the bureau would get two versions. */
const underWay = new Set<string>()
const unfinished = new Unfinished()

async function sendOne(deps: Deps, actor: Actor, asked: Asked, say: Say, by: Network): Promise<void> {
  const kept = await demandBureau(deps, actor)
  await demandSendable(deps, actor, asked.what, asked.id)
  say('联系人社局', 0, 0)
  const server = await reachBureau(deps, kept, by.fetcher).catch((error: unknown) => {
    throw inWords(error, kept)
  })
  const made = await makeOrTake(deps, actor, asked, say)
  const { file, sha256 } = made
  let broke = false
  try {
    await demandReadyData(deps, actor, asked, sha256)
    const delivery = await recordDelivery(deps, actor, kept, { ...asked, file, sha256 })
    try {
      await sendFile({
        ...{ server, file, say, pace: by.pace },
        notice: () => noticeOf(deps, actor, kept, { what: asked.what, file, sha256 }),
        beforeEnd: () => handInWhere(deps, actor, asked),
        note: (answer: DeliveryAnswer) => noteAnswer(deps, delivery, answer),
      })
    } catch (error) {
      const known = error instanceof NoAnswer || error instanceof Refused
      broke = error instanceof NoAnswer && !isFinal(error)
      await noteProblem(deps, delivery, known ? error.message : '本单位的服务器出错了')
      throw inWords(error, kept)
    }
    // A filing is answered at once. Where its 受理回执 is not fetched now it is within the hour, and why stands beside the address.
    if (asked.what === 'filing') await fetchResults(deps, actor, say, by.fetcher).catch(() => undefined)
  } finally {
    if (broke) await unfinished.keep(deps, asked, made)
    else await deps.work.remove(file.path)
  }
}

/** The file that did not get there the last time, where it would be the same, or a new one. */
async function makeOrTake(deps: Deps, actor: Actor, asked: Asked, say: Say): Promise<MadeSendable> {
  const of = await standOf(deps, actor, asked)
  const before = await unfinished.take(deps, asked, of)
  if (before) return before
  const file = await makeSendable(deps, actor, asked, say)
  return { file, sha256: await sha256Of(file.path), of }
}

function inWords(error: unknown, { name }: KeptBureau): unknown {
  return error instanceof NoAnswer
    ? new Refused(
        'conflict',
        `没有送达${name}：${error.message}。本单位的数据没有丢失，可以稍后再发送；也可以下载文件送去`,
      )
    : error
}

async function noticeOf(
  { keys, clock }: Deps,
  { organisation }: Actor,
  { bureau }: KeptBureau,
  { what, file, sha256 }: { what: DeliveryKind; file: WorkFile; sha256: string },
): Promise<string> {
  const signer = await keys.package(organisation)
  const body = { bureau, organisation, what, name: file.name, bytes: file.bytes, sha256, at: clock.now() }
  return deliveryText(await signDelivery(nodeCrypto, signer, body))
}

async function recordDelivery(
  { store, clock }: Deps,
  actor: Actor,
  kept: KeptBureau,
  { what, id: subject, file, sha256 }: Asked & { file: WorkFile; sha256: string },
): Promise<string> {
  const [id, at] = [randomUUID(), clock.now()]
  const { organisation, member: by } = actor
  const { name, bytes } = file
  await store.tx(async (q) => {
    const { t } = store
    await q
      .insert(t.exchangeDelivery)
      .values({ ...{ id, organisation, kept: kept.id, what, subject, name, bytes, sha256, by, at } })
    const nothing = { state: 'sending', received: 0, number: '', said: '', problem: '' }
    await q.insert(t.exchangeState).values({ delivery: id, ...nothing, at })
    const detail = { what, name, bytes, content: sha256, bureau: kept.name }
    await recordAudit(q, store, clock, actor, 'sending.send', subject, detail)
  })
  return id
}

/** The package is of what was made ready, not of what changed since. Throws `conflict`. */
async function demandReadyData({ store }: Deps, actor: Actor, { what, id }: Asked, sha256: string): Promise<void> {
  if (what !== 'claim') return
  const { t, read } = store
  if ((await claimOf(read, store, id, actor.organisation)).status !== 'ready') return
  const [packed] = await read
    .select({ hash: t.claimPackage.dataHash })
    .from(t.claimPackage)
    .where(and(eq(t.claimPackage.claim, id), eq(t.claimPackage.sha256, sha256)))
  if (packed?.hash !== (await readyHash(read, store, id)))
    throw new Refused(
      'conflict',
      '资料包与定稿时的数据不同，没有发送：刚收到的学习记录约一分钟后才封存，请稍后再试；仍不行请退回草稿，重新核算、定稿',
    )
}

async function handInWhere(deps: Deps, actor: Actor, { what, id }: Asked): Promise<void> {
  if (what !== 'claim') return
  const { status } = await claimOf(deps.store.read, deps.store, id, actor.organisation)
  if (status === 'ready')
    await handInClaim(deps, actor, id, { day: dayOf(deps.clock.now()), number: '', remark: '网络报送' })
}
