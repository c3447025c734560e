import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { DeliveryAnswer } from '../../../shared/exchange/answers'
import type { Actor } from '../../access/actor'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import type { Sending } from '../intake/packages'
import { type Desk, desk, receive } from '../intake/receive'
import { notThere } from '../intake/uploads'
import { receiveFiling } from '../register/receive-filing'
import { tokenHash } from './announce'
import { answerOf, deliveryById, type Known } from './deliveries'
import { type Ended, endDelivery, FAILED } from './end-delivery'

/** The place that a request's `authorization: Bearer TOKEN` opens. Throws `not-found`, with the same words whatever is wrong. */
export function placeBy(
  { packages }: Pick<Deps, 'packages'>,
  { organisation }: Actor,
  delivery: string,
  header: string | undefined,
): Sending {
  const place = packages.sending.get(delivery)
  const token = /^Bearer ([\w-]{43})$/.exec(header ?? '')?.[1]
  const opens =
    place?.organisation === organisation &&
    'firm' in place.by &&
    token !== undefined &&
    place.by.token === tokenHash(token)
  if (!place || !opens) throw notThere()
  return place
}

/**
 * The last piece was sent. What came is held against the SHA-256 of the notice; then a filing is answered with its number, and a package is taken in as one
 * that was dragged in. Throws `conflict` while a part is missing.
 */
export async function finish(deps: Deps, actor: Actor, place: Sending, by: Desk = desk): Promise<DeliveryAnswer> {
  const { packages, store } = deps
  const { id, size, received } = place
  const known = await deliveryById(store.read, store, actor.organisation, id)
  if (!known) throw notThere()
  if (place.taking) return answerOf(deps, known)
  if (received < size) throw new Refused('conflict', '文件还没有传完')
  place.taking = true
  try {
    if ((await packages.staging.digest(id, size)) !== known.delivery.sha256) {
      const said = '收到的内容与报送通知里的 SHA-256 不同，可能在传输中损坏，没有收下。请重新报送'
      return await ended(deps, actor, known, { state: 'refused', number: '', said })
    }
    if (known.delivery.what === 'filing') return await ended(deps, actor, known, await filed(deps, actor, known))
    takeIn(deps, actor, known, by)
    return answerOf(deps, known)
  } catch (error) {
    // It begins anew.
    await packages.drop(id)
    throw error
  }
}

/** Goes on by itself; what became of it stands with the record of its coming. */
function takeIn(deps: Deps, actor: Actor, { delivery }: Known, by: Desk): void {
  const { packages, jobs } = deps
  const { id, firm, name, bytes } = delivery
  const arrived = { id: randomUUID(), path: packages.staging.path(id), name, bytes }
  jobs.start(actor, '排队等候', async (say) => {
    try {
      await receive(deps, actor, { ...arrived, source: 'address', delivery: id, firm }, say, by)
    } finally {
      await packages.drop(id)
    }
    // Nobody here waits for the report: it is read where the file is listed.
    return undefined
  })
}

async function filed(deps: Deps, actor: Actor, { delivery }: Known): Promise<Ended> {
  try {
    const bytes = new Uint8Array(await readFile(deps.packages.staging.path(delivery.id)))
    const { id, number, due, tentative } = await receiveFiling(deps, actor, bytes, delivery.firm)
    const said = `已受理，应于 ${due} 前答复${tentative ? '（当年工作日历尚未公布，暂定）' : ''}`
    return { state: 'taken', filing: id, number, said }
  } catch (error) {
    if (error instanceof Refused) return { state: 'refused', number: '', said: error.message }
    console.error('filing by address:', error instanceof Error ? error.message : typeof error)
    return { state: 'failed', number: '', said: FAILED }
  }
}

async function ended(deps: Deps, actor: Actor, known: Known, end: Ended): Promise<DeliveryAnswer> {
  const { store, packages } = deps
  const { id } = known.delivery
  await store.tx((q) => endDelivery(q, deps, actor, id, end))
  await packages.drop(id)
  return answerOf(deps, (await deliveryById(store.read, store, actor.organisation, id)) ?? known)
}
