import { createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'

/** Where a publisher may have listed the extension. */
export const storeNames = ['chrome', 'edge', 'firefox', '360'] as const
export type StoreName = (typeof storeNames)[number]

/** The key that signs packed extensions and fixes their id in Chromium. */
export interface PublisherKey {
  privateKey: KeyObject
  /** SPKI DER of the public half. */
  spki: Uint8Array
  /** 32 letters a to p. */
  id: string
}

/** Who publishes the extension, and what they have reached. Nothing of it is needed to run a class. */
export interface Publisher {
  /** Pages of the stores that list it. */
  stores: Readonly<Partial<Record<StoreName, string>>>
  key?: PublisherKey | undefined
  /** Path of the XPI that Mozilla has signed. */
  signedXpi?: string | undefined
}

export const noPublisher: Publisher = { stores: {} }

/** Chromium's id of an extension: the first 128 bits of the SHA-256 of its public key, in the letters a to p. */
export const extensionId = (spki: Uint8Array): string =>
  createHash('sha256')
    .update(spki)
    .digest('hex')
    .slice(0, 32)
    .replace(/[0-9a-f]/g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)))

/** Reads an RSA private key from PEM. Throws an Error with what is wrong, in Chinese. */
export function readPublisherKey(pem: string): PublisherKey {
  const privateKey = parsed(pem)
  if (privateKey.asymmetricKeyType !== 'rsa') throw new Error('不是 RSA 私钥')
  if ((privateKey.asymmetricKeyDetails?.modulusLength ?? 0) < 2048) throw new Error('RSA 私钥短于 2048 位')
  const spki = createPublicKey(privateKey).export({ type: 'spki', format: 'der' })
  return { privateKey, spki: new Uint8Array(spki), id: extensionId(spki) }
}

function parsed(pem: string): KeyObject {
  try {
    return createPrivateKey(pem)
  } catch {
    throw new Error('不是没有口令的 PEM 私钥')
  }
}

/** What a policy names to install from a store, read from the address of its page: ids differ from store to store. */
export function storeIdOf(address: string): string | undefined {
  return /(?:^|\/)([a-p]{32})(?:[/?#]|$)/.exec(address)?.[1]
}

/** The newest XPI of a listed add-on; undefined where the address is no page of an add-on. */
export function storeXpiOf(address: string): string | undefined {
  const { origin, pathname } = new URL(address)
  const slug = /\/addon\/([^/]+)\/?$/.exec(pathname)?.[1]
  return slug === undefined ? undefined : `${origin}/firefox/downloads/latest/${slug}/latest.xpi`
}
