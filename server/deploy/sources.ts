import type { Packed } from './packed'
import type { Source } from './policy-files'
import { type Publisher, storeIdOf, storeXpiOf } from './publisher'

/** Where stores of other makers answer the browser's question for updates (documented by the makers). */
const STORE_UPDATES = {
  chrome: 'https://clients2.google.com/service/update2/crx',
  edge: 'https://edge.microsoft.com/extensionwebstorebase/v1/crx',
} as const

/** `server`: our own signed package; `store`: as a store lists it. */
export type From = 'server' | 'store'

/**
 * From where a policy can install. Our own package where there is a publisher's key: it needs no internet and asks nothing;
 * else the store, where one lists it; else nowhere.
 */
export async function chromiumSource(
  make: 'chrome' | 'edge' | '360',
  server: string,
  packed: Packed,
  { stores }: Publisher,
): Promise<(Source & { from: From }) | undefined> {
  const crx = await packed.crx()
  if (crx) return { id: crx.id, updateUrl: `${server}/extension/updates.xml`, from: 'server' }
  if (make === '360') return undefined
  const id = storeIdOf(stores[make] ?? '')
  return id === undefined ? undefined : { id, updateUrl: STORE_UPDATES[make], from: 'store' }
}

/** Firefox installs only what Mozilla has signed: the publisher's file, or the listed one. */
export async function firefoxSource(
  server: string,
  packed: Packed,
  { stores }: Publisher,
): Promise<{ id: string; installUrl: string; from: From } | undefined> {
  const xpi = await packed.xpi()
  if (xpi) return { id: xpi.id, installUrl: `${server}/extension/xueji.xpi`, from: 'server' }
  const installUrl = stores.firefox === undefined ? undefined : storeXpiOf(stores.firefox)
  const { geckoId } = packed
  return installUrl === undefined || geckoId === undefined ? undefined : { id: geckoId, installUrl, from: 'store' }
}
