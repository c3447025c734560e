import { createHash, timingSafeEqual, verify, X509Certificate } from 'node:crypto'
import { promisify } from 'node:util'
import type { Milliseconds } from '../../../shared/record/fields'
import {
  BadDer,
  contentOf,
  context,
  type Der,
  GENERALIZED_TIME,
  INTEGER,
  inside,
  OCTETS,
  OID,
  oidText,
  readDer,
  SEQUENCE,
  SET,
} from './der'

/** An RFC 3161 response whose time is signed over what it says; whose certificate signed it is another question. */
export interface Token {
  at: Milliseconds
  /** Hash algorithm and value that the token is over. */
  imprint: { algorithm: string; hash: Uint8Array }
  /** As the request had it. */
  nonce: Uint8Array | undefined
  signer: X509Certificate
  /** Every certificate in the token. */
  certificates: X509Certificate[]
}

/** Why a response is not a time stamp; plain Chinese. */
export class BadToken extends Error {
  override name = 'BadToken'
}

const SIGNED_DATA = '1.2.840.113549.1.7.2'
const TST_INFO = '1.2.840.113549.1.9.16.1.4'
const CONTENT_TYPE = '1.2.840.113549.1.9.3'
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4'
const SIGNING_CERTIFICATE = '1.2.840.113549.1.9.16.2.12'
const SIGNING_CERTIFICATE_V2 = '1.2.840.113549.1.9.16.2.47'
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8'
const hashes = new Map([
  ['2.16.840.1.101.3.4.2.1', 'sha256'],
  ['2.16.840.1.101.3.4.2.2', 'sha384'],
  ['2.16.840.1.101.3.4.2.3', 'sha512'],
])
/** PKCS #1 v1.5 and ECDSA: the kind of key each needs. */
const signatures = new Map([
  ['1.2.840.113549.1.1.1', 'rsa'],
  ['1.2.840.113549.1.1.11', 'rsa'],
  ['1.2.840.113549.1.1.12', 'rsa'],
  ['1.2.840.113549.1.1.13', 'rsa'],
  ['1.2.840.10045.4.3.2', 'ec'],
  ['1.2.840.10045.4.3.3', 'ec'],
  ['1.2.840.10045.4.3.4', 'ec'],
])

/**
 * Reads a response and verifies its signature with the certificate it names (RFC 3161, RFC 5652, RFC 5816). `known`:
 * certificates that need not be in it. Throws BadToken.
 */
export async function readToken(response: Uint8Array, known: readonly X509Certificate[]): Promise<Token> {
  try {
    return await verified(response, known)
  } catch (error) {
    if (error instanceof BadDer) throw new BadToken('时间戳的格式不对或不完整')
    throw error
  }
}

async function verified(response: Uint8Array, known: readonly X509Certificate[]): Promise<Token> {
  const [status, contentInfo] = inside(readDer(response), SEQUENCE)
  const [code = 255] = contentOf(inside(status, SEQUENCE)[0], INTEGER)
  if (code > 1) throw new BadToken(`时间戳机构没有给出时间戳（状态 ${code}）`)
  const [type, explicit] = inside(contentInfo, SEQUENCE)
  demand(oid(type) === SIGNED_DATA, '不是签名过的时间戳')
  const [, , encapsulated, ...rest] = inside(inside(explicit, context(0))[0], SEQUENCE)
  const [contentType, wrapped] = inside(encapsulated, SEQUENCE)
  demand(oid(contentType) === TST_INFO, '签名的内容不是时间戳')
  const info = contentOf(inside(wrapped, context(0))[0], OCTETS)
  const packed = rest.find(({ tag }) => tag === context(0))
  const certificates = packed ? inside(packed, context(0)).map(({ raw }) => certificate(raw)) : []
  const [signerInfo, ...others] = inside(rest.at(-1), SET)
  demand(others.length === 0, '时间戳应当只有一个签名')
  const signer = await signedBy(signerInfo, info, [...certificates, ...known])
  return { ...readInfo(info), signer, certificates }
}

/** The certificate that signed the content by this signer's attributes. */
async function signedBy(
  signerInfo: Der | undefined,
  info: Uint8Array,
  candidates: readonly X509Certificate[],
): Promise<X509Certificate> {
  const [, , digestAlgorithm, attributes, signatureAlgorithm, signature] = inside(signerInfo, SEQUENCE)
  const hash = hashOf(digestAlgorithm)
  const values = new Map<string, Der>()
  for (const attribute of inside(attributes, context(0))) {
    const [name, all] = inside(attribute, SEQUENCE)
    const [value, ...more] = inside(all, SET)
    demand(value !== undefined && more.length === 0 && !values.has(oid(name)), '签名属性重复')
    if (value) values.set(oid(name), value)
  }
  demand(oid(values.get(CONTENT_TYPE)) === TST_INFO, '签名属性与内容类型不符')
  demand(same(contentOf(values.get(MESSAGE_DIGEST), OCTETS), digest(hash, info)), '签名属性与内容不符')
  const signer = named(values, candidates)
  demand(
    signer.publicKey.asymmetricKeyType === signatures.get(oid(inside(signatureAlgorithm, SEQUENCE)[0])),
    '签名算法不认识',
  )
  demand(signer.keyUsage?.includes(TIME_STAMPING) === true, '签名证书不是用来签时间戳的')
  // RFC 5652 section 5.4: signed is the SET OF, not the [0] it travels under.
  const signed = Uint8Array.from(attributes?.raw ?? [])
  signed[0] = SET
  const good = await promisify(verify)(hash, signed, signer.publicKey, contentOf(signature, OCTETS))
  demand(good, '时间戳的签名不符')
  return signer
}

/** The certificate whose hash the signer's attributes name (RFC 5816; RFC 2634 with SHA-1). */
function named(values: ReadonlyMap<string, Der>, candidates: readonly X509Certificate[]): X509Certificate {
  const v2 = values.get(SIGNING_CERTIFICATE_V2)
  const list = inside(v2 ?? values.get(SIGNING_CERTIFICATE), SEQUENCE)[0]
  const fields = inside(inside(list, SEQUENCE)[0], SEQUENCE)
  const algorithm = !v2 ? 'sha1' : fields[0]?.tag === SEQUENCE ? hashOf(fields[0]) : 'sha256'
  const wanted = contentOf(
    fields.find(({ tag }) => tag === OCTETS),
    OCTETS,
  )
  const found = candidates.find(({ raw }) => same(digest(algorithm, raw), wanted))
  if (!found) throw new BadToken('时间戳里没有签名者的证书：请用 --tsa 给出')
  return found
}

function readInfo(info: Uint8Array): Pick<Token, 'at' | 'imprint' | 'nonce'> {
  const [, , imprint, , time, ...rest] = inside(readDer(info), SEQUENCE)
  const [algorithm, hash] = inside(imprint, SEQUENCE)
  return {
    at: instant(contentOf(time, GENERALIZED_TIME)),
    imprint: { algorithm: hashOf(algorithm), hash: contentOf(hash, OCTETS) },
    nonce: rest.find(({ tag }) => tag === INTEGER)?.content,
  }
}

/** GeneralizedTime as RFC 3161 section 2.4.2 has it: `20261122060000.5Z`. */
function instant(content: Uint8Array): Milliseconds {
  const [, day, clock, fraction = ''] =
    /^(\d{8})(\d{6})(\.\d{1,9})?Z$/.exec(Buffer.from(content).toString('latin1')) ?? []
  const at =
    day && clock
      ? Date.parse(`${day.replace(/(....)(..)(..)/, '$1-$2-$3')}T${clock.replace(/(..)(..)(..)/, '$1:$2:$3')}Z`)
      : Number.NaN
  if (Number.isNaN(at)) throw new BadToken('时间戳的时间读不出')
  return at + Math.floor(Number(`0${fraction || '.0'}`) * 1000)
}

export const digest = (algorithm: string, bytes: Uint8Array): Uint8Array => createHash(algorithm).update(bytes).digest()
export const same = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && timingSafeEqual(a, b)
const oid = (value: Der | undefined): string => oidText(contentOf(value, OID))

function hashOf(algorithm: Der | undefined): string {
  const name = hashes.get(oid(inside(algorithm, SEQUENCE)[0]))
  if (!name) throw new BadToken('摘要算法不认识')
  return name
}

function certificate(raw: Uint8Array): X509Certificate {
  try {
    return new X509Certificate(raw)
  } catch {
    throw new BadToken('时间戳里的证书读不出')
  }
}

function demand(holds: boolean, otherwise: string): void {
  if (!holds) throw new BadToken(otherwise)
}
