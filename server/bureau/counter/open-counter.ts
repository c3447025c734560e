import * as v from 'valibot'
import type { Counter as Shown } from '../../../shared/exchange/answers'
import { fingerprint } from '../../../shared/record/batch'
import { milliseconds } from '../../../shared/record/fields'
import type { Actor } from '../../access/actor'
import { nodeCrypto } from '../../crypto'
import { type Deps, setting } from '../../deps'
import { Refused } from '../../ledger/accept'
import { actingFor } from '../acting'

/** Who opened the exchange by address acts for what comes by it. */
const opened = v.object({ member: v.string(), at: milliseconds })
export type Opened = v.InferOutput<typeof opened>
export const openedKey = (organisation: string) => `bureau-exchange-${organisation}`

/** Who opened it and when, whether or not they may still act; undefined where it is not open. */
export async function openedBy(deps: Pick<Deps, 'store'>, organisation: string): Promise<Opened | undefined> {
  const text = await setting(deps, openedKey(organisation))
  return text === undefined ? undefined : v.parse(opened, JSON.parse(text))
}

/**
 * Who acts for what comes to this bureau by address. Throws `not-found`, with the same words for a bureau that is none, is stopped, or did not open
 * its exchange.
 */
export async function counterActor(deps: Pick<Deps, 'store'>, bureau: string): Promise<Actor> {
  const by = await openedBy(deps, bureau)
  const actor = by && (await actingFor(deps, bureau, by.member))
  if (!actor) throw new Refused('not-found', '没有这个地址。请向人社局核对网络报送的地址')
  return actor
}

/** Whose address it is. */
export async function shownCounter(deps: Pick<Deps, 'store' | 'keys'>, actor: Actor): Promise<Shown> {
  const { organisation: id, organisationName: name } = actor
  return { v: 1, bureau: { id, name }, key: fingerprint(nodeCrypto, (await deps.keys.package(id)).publicKey) }
}
