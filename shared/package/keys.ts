import type { Crypto } from '../crypto'
import { fingerprint } from '../record/batch'
import type { Milliseconds } from '../record/fields'
import { type Bag, type PackageFiles, readAll, textOf } from './bag'
import { files, type KeyEntry, keyBytes, keysFile } from './layout'
import { bytesOf, parseFile } from './parse'
import type { Checks } from './report'

/** A key of the verifier's own: by its fingerprint, or whole. */
export interface TrustedKey {
  fingerprint: string
  /** SPKI DER. */
  key?: Uint8Array | undefined
  /** From when on the verifier lets it count, and from when on no longer (revoked); packages made outside are refused. */
  from?: Milliseconds | undefined
  until?: Milliseconds | undefined
}

export interface PackedKey extends KeyEntry {
  spki: Uint8Array
  fingerprint: string
}

export interface Keys {
  /** Whether the verifier's own key signed the package. */
  confirmed: boolean
  /** Who signed; undefined where nobody did. `stated`: what keys.json says of that very key. */
  signer?: { fingerprint: string; stated: PackedKey | undefined } | undefined
  service: ReadonlyMap<string, PackedKey>
  log: readonly PackedKey[]
  /** Of the second signature. */
  sm2?: PackedKey | undefined
}

/**
 * Who signed the package, and which keys that signer vouches for. A packaged key is worth something only where its
 * fingerprint is the trusted one; without a trusted key it shows no more than that nothing was changed since signing.
 */
export async function checkKeys(
  crypto: Crypto,
  bag: Bag,
  trusted: TrustedKey | undefined,
  checks: Checks,
): Promise<Keys> {
  const packed = packedKeys(crypto, bag)
  const candidates = packed.filter(({ purpose }) => purpose === 'package')
  const known = candidates.find((one) => one.fingerprint === trusted?.fingerprint)
  const signer = await signerOf(
    crypto,
    bag,
    trusted ? [trusted.key ?? known?.spki] : candidates.map(({ spki }) => spki),
  )
  const unknown = trusted && !trusted.key && !known
  checks.add(
    '真实性',
    trusted ? '由您信任的密钥签名' : '签名与内容相符（签名者未经确认）',
    signer
      ? []
      : [unknown ? '包内没有这个指纹的密钥' : trusted ? '签名不是这个密钥签的，或内容被改动过' : '签名与内容不符'],
  )
  if (!signer) return { confirmed: false, service: new Map(), log: [] }

  const bad: string[] = []
  const good: PackedKey[] = []
  for (const key of packed) {
    const vouched = await crypto.verifyEd25519(signer, bytesOf(key.signature), keyBytes(key))
    if (vouched) good.push(key)
    else bad.push(`${key.purpose} 密钥 ${key.fingerprint.slice(0, 16)}… 没有单位密钥的担保`)
  }
  checks.add('真实性', '回执和封存点的密钥由单位密钥担保', packed.length === 0 ? [`读不出 ${files.keys}`] : bad)
  return {
    confirmed: trusted !== undefined,
    signer: { fingerprint: fingerprint(crypto, signer), stated: statedOf(crypto, good, signer) },
    service: new Map(good.filter(({ purpose }) => purpose === 'service').map((key) => [key.fingerprint, key])),
    log: good.filter(({ purpose }) => purpose === 'log'),
    sm2: good.find(({ purpose }) => purpose === 'sm2'),
  }
}

const statedOf = (crypto: Crypto, good: readonly PackedKey[], signer: Uint8Array): PackedKey | undefined =>
  good.find((one) => one.purpose === 'package' && one.fingerprint === fingerprint(crypto, signer))

/**
 * Fingerprint of the packaged key that signed this package, for a register to be asked whose it is; undefined where none did. It proves nobody's
 * name: only `verifyPackage` with the register's answer as `trusted` does.
 */
export async function signedBy(crypto: Crypto, from: PackageFiles): Promise<string | undefined> {
  const bag = await readAll(from, (path) =>
    ([files.keys, files.signature, files.tagManifest] as string[]).includes(path),
  )
  const candidates = packedKeys(crypto, bag).filter(({ purpose }) => purpose === 'package')
  const spki = await signerOf(
    crypto,
    bag,
    candidates.map((one) => one.spki),
  )
  return spki && fingerprint(crypto, spki)
}

function packedKeys(crypto: Crypto, bag: Bag): PackedKey[] {
  const parsed = parseFile(keysFile, textOf(bag, files.keys))
  if ('problem' in parsed) return []
  return parsed.value.keys.map((key) => {
    const spki = bytesOf(key.key)
    return {
      ...key,
      spki,
      fingerprint: fingerprint(crypto, spki),
      signature: bytesOf(key.signature).length === 64 ? key.signature : '',
    }
  })
}

async function signerOf(
  crypto: Crypto,
  bag: Bag,
  keys: readonly (Uint8Array | undefined)[],
): Promise<Uint8Array | undefined> {
  const signature = bag.get(files.signature)
  const signed = bag.get(files.tagManifest)
  if (!signature || !signed) return undefined
  for (const key of keys) if (key && (await crypto.verifyEd25519(key, signature, signed))) return key
  return undefined
}
