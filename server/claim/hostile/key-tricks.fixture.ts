import { base64url, fromHex } from '../../../shared/crypto'
import type { Bag } from '../../../shared/package/bag'
import { files, type KeyEntry, keyBytes } from '../../../shared/package/layout'
import { canonical } from '../../../shared/record/canonical'
import type { Case, World } from './world.fixture'

type Vouched = Omit<KeyEntry, 'signature'>

/** keys.json with these keys, each vouched for by this one, under a manifest that it signs. */
async function keyed(w: World, edit: (keys: Vouched[]) => Vouched[], by = w.keys.package): Promise<Bag> {
  const packed: KeyEntry[] = JSON.parse(w.text(files.keys)).keys
  const keys = []
  for (const { key, purpose, from, to } of edit(packed)) {
    const entry = { key, purpose, from, ...(to !== undefined && { to }) }
    keys.push({ ...entry, signature: base64url(await by.sign(keyBytes(entry))) })
  }
  return w.signed({ [files.keys]: canonical({ v: 1, keys }) }, w.bag, by)
}
const as =
  (purpose: KeyEntry['purpose'], change: (one: Vouched, w: World) => Partial<Vouched>) =>
  (w: World): Promise<Bag> =>
    keyed(w, (keys) => keys.map((one) => (one.purpose === purpose ? { ...one, ...change(one, w) } : one)))
/** An Ed25519 point of order one: under it some verifiers take one signature for any message. */
const lowOrder = base64url(fromHex(`302a300506032b6570032100${'01'.padEnd(64, '0')}`))

export const keyTricks: readonly Case[] = [
  ['a signature by a stranger', (w) => w.signed({}, w.bag, w.keys.stranger), /签名不是这个密钥签的/],
  [
    'a stranger’s key in the place of the institution’s',
    (w) =>
      keyed(
        w,
        (keys) =>
          keys.map((one) => (one.purpose === 'package' ? { ...one, key: base64url(w.keys.stranger.publicKey) } : one)),
        w.keys.stranger,
      ),
    /签名不是这个密钥签的/,
  ],
  [
    'the signature of another package of the same key',
    (w) => new Map(w.bag).set(files.signature, w.other.get(files.signature) ?? new Uint8Array()),
    /签名不是这个密钥签的/,
  ],
  [
    'tag manifest and signature of another package',
    (w) =>
      new Map(w.bag)
        .set(files.signature, w.other.get(files.signature) ?? new Uint8Array())
        .set(files.tagManifest, w.other.get(files.tagManifest) ?? new Uint8Array()),
    /被改动过/,
  ],
  [
    'a signature one byte short',
    (w) => new Map(w.bag).set(files.signature, (w.bag.get(files.signature) ?? new Uint8Array()).slice(1)),
    /签名不是这个密钥签的/,
  ],
  ['a signature of zeros', (w) => new Map(w.bag).set(files.signature, new Uint8Array(64)), /签名不是这个密钥签的/],
  [
    'a signature that is an empty file',
    (w) => new Map(w.bag).set(files.signature, new Uint8Array()),
    /签名不是这个密钥签的/,
  ],
  ['a signature by the service key', (w) => w.signed({}, w.bag, w.keys.service), /签名不是这个密钥签的/],
  ['a signature by the log key', (w) => w.signed({}, w.bag, w.keys.log), /签名不是这个密钥签的/],
  [
    'the log key called a package key, and signing',
    (w) =>
      keyed(
        w,
        (keys) => keys.map((one) => (one.purpose === 'log' ? { ...one, purpose: 'package' as const } : one)),
        w.keys.log,
      ),
    /签名不是这个密钥签的/,
  ],
  ['the service key called the log’s', as('log', () => ({ purpose: 'service' })), /封存点的签名不符/],
  ['the log’s key called a service key', as('service', () => ({ purpose: 'log' })), /回执的签名不符/],
  [
    'a service key that nobody vouches for',
    (w) =>
      w.edJson(files.keys, ({ keys }) =>
        Object.assign(
          keys.find((one: KeyEntry) => one.purpose === 'service'),
          { signature: base64url(new Uint8Array(64)) },
        ),
      ),
    /没有单位密钥的担保/,
  ],
  [
    'a voucher for another purpose',
    (w) =>
      w.edJson(files.keys, ({ keys }) =>
        Object.assign(
          keys.find((one: KeyEntry) => one.purpose === 'log'),
          { purpose: 'service' },
        ),
      ),
    /没有单位密钥的担保/,
  ],
  [
    'a voucher whose dates were moved',
    (w) =>
      w.edJson(files.keys, ({ keys }) =>
        Object.assign(
          keys.find((one: KeyEntry) => one.purpose === 'service'),
          { from: 0 },
        ),
      ),
    /没有单位密钥的担保/,
  ],
  [
    'a service key not yet valid when it signed',
    as('service', ({ from }) => ({ from: from + 1e12 })),
    /回执的签名不符/,
  ],
  [
    'a service key no longer valid when it signed',
    as('service', ({ from }) => ({ from: 0, to: from })),
    /回执的签名不符/,
  ],
  [
    'a package key that says it was retired before',
    as('package', ({ from }) => ({ from: 0, to: from - 1e9 })),
    /密钥已作废/,
  ],
  [
    'a service key of another curve',
    as('service', () => ({ key: 'MFkwEwYHKoZIzj0CAQYIKoEcz1UBgi0DQgAE' })),
    /回执的签名不符/,
  ],
  ['a service key that is no key', as('service', () => ({ key: 'AAAA' })), /回执的签名不符/],
  ['a log key of the first order', as('log', () => ({ key: lowOrder })), /封存点的签名不符/],
  ['no keys', (w) => w.signed({ [files.keys]: canonical({ v: 1, keys: [] }) }), /读不出 data\/keys\.json/],
  [
    'a key for a purpose nobody knows',
    (w) => w.edited(files.keys, (text) => text.replace('"purpose":"log"', '"purpose":"root"')),
    /读不出 data\/keys\.json/,
  ],
]
