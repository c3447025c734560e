import type { Actor } from '../../access/actor'
import type { Deps } from '../../deps'
import { peopleOfClaim, type ReceivedClaim, receivedClaim } from '../bureau'
import { isSomebody } from '../id-problem'
import type { ReadTrace } from '../read-task'
import { checkClaim } from './check-claim'
import { lookAgainAtOthers } from './look-again'
import { type Known, putIndex } from './put-index'

/**
 * Takes what a received package says of people, intervals and devices into the index, and looks for what it says against others. After the rows of
 * the claim, its people and the package are stored. A newer version takes the place of the one before, and those that were held against that
 * one are looked at again.
 */
export async function indexPackage(
  deps: Pick<Deps, 'store' | 'clock'>,
  actor: Pick<Actor, 'organisation'>,
  received: { package: string; claim: string; version: number; traces: AsyncIterable<ReadTrace> },
): Promise<void> {
  const { store } = deps
  const claim = await receivedClaim(store.read, store, actor, received.claim)
  const people = await peopleOfClaim(store.read, store, { id: claim.id, version: received.version })
  const bySeat = new Map(
    people.map((one) => [
      `${one.class}/${one.seat}`,
      { id: one.id, idIndex: isSomebody(one) ? one.idIndex : undefined },
    ]),
  )
  const traces: Known[] = []
  for await (const trace of received.traces)
    traces.push({ ...trace, person: bySeat.get(`${trace.class}/${trace.seat}`) })
  await take(deps, { ...claim, version: received.version }, { package: received.package, traces })
}

/** A claim without a package: its people alone are held against others. */
export async function indexByHand(
  deps: Pick<Deps, 'store' | 'clock'>,
  actor: Pick<Actor, 'organisation'>,
  id: string,
): Promise<void> {
  const { store } = deps
  await take(deps, await receivedClaim(store.read, store, actor, id), { package: null, traces: [] })
}

async function take(
  deps: Pick<Deps, 'store' | 'clock'>,
  claim: Parameters<typeof putIndex>[2] & Pick<ReceivedClaim, 'number'>,
  from: { package: string | null; traces: readonly Known[] },
): Promise<void> {
  const { store, clock } = deps
  const against = await store.tx(async (q) => {
    await putIndex(q, store, claim, { ...from, at: clock.now() })
    return lookAgainAtOthers(q, store, claim.id)
  })
  await checkClaim(deps, claim.id, '重新收件后比对不再成立')
  for (const one of against) await checkClaim(deps, one, `${claim.number} 有了新版本`)
}
