import type { Milliseconds } from '../../record/fields'
import { type Certificate, readCertificate } from './certificate'
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
  wholeOf,
} from './der'
import { instantOf } from './instant'
import { digest, type Hash, hashes, same, schemes, verifies } from './signature'

/** An RFC 3161 response whose time is signed over what it says; whether that certificate is to be believed is another question. */
export interface Token {
  at: Milliseconds
  /** Hash algorithm and value that the token is over. */
  imprint: { algorithm: Hash; hash: Uint8Array }
  /** As the request had it. */
  nonce: Uint8Array | undefined
  signer: Certificate
  /** Every certificate in the token. */
  certificates: Certificate[]
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
/** Far above any real one: an authority's own certificate and those above it. */
export const MAX_RESPONSE = 32 * 1024
const MAX_CERTIFICATES = 16

/**
 * Reads a response and verifies its signature with the certificate it names (RFC 3161, RFC 5652, RFC 5816). `known`:
 * certificates that need not be in it. Throws BadToken.
 */
export async function readToken(response: Uint8Array, known: readonly Certificate[]): Promise<Token> {
  if (response.length > MAX_RESPONSE) throw new BadToken('时间戳太大')
  try {
    return await verified(response, known)
  } catch (error) {
    if (error instanceof BadDer) throw new BadToken('时间戳的格式不对或不完整')
    throw error
  }
}

async function verified(response: Uint8Array, known: readonly Certificate[]): Promise<Token> {
  const [status, contentInfo] = inside(readDer(response), SEQUENCE)
  // PKIStatus: granted or grantedWithMods, RFC 3161 section 2.4.2.
  const code = wholeOf(inside(status, SEQUENCE)[0])
  if (code > 1) throw new BadToken(`时间戳机构没有给出时间戳（状态 ${code}）`)
  const [type, explicit] = inside(contentInfo, SEQUENCE)
  demand(oid(type) === SIGNED_DATA, '不是签名过的时间戳')
  const [, , encapsulated, ...rest] = inside(inside(explicit, context(0))[0], SEQUENCE)
  const [contentType, wrapped] = inside(encapsulated, SEQUENCE)
  demand(oid(contentType) === TST_INFO, '签名的内容不是时间戳')
  const info = contentOf(inside(wrapped, context(0))[0], OCTETS)
  const packed = rest.find(({ tag }) => tag === context(0))
  const parts = packed ? inside(packed, context(0)) : []
  demand(parts.length <= MAX_CERTIFICATES, '时间戳里的证书太多')
  const certificates = parts.map(({ raw }) => certificate(raw))
  const [signerInfo, ...others] = inside(rest.at(-1), SET)
  demand(others.length === 0, '时间戳应当只有一个签名')
  const signer = await signedBy(signerInfo, info, [...certificates, ...known])
  return { ...readInfo(info), signer, certificates }
}

/** The certificate that signed the content by this signer's attributes. */
async function signedBy(
  signerInfo: Der | undefined,
  info: Uint8Array,
  candidates: readonly Certificate[],
): Promise<Certificate> {
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
  demand(same(contentOf(values.get(MESSAGE_DIGEST), OCTETS), await digest(hash, info)), '签名属性与内容不符')
  const signer = await named(values, candidates)
  const { kind } = schemes.get(oid(inside(signatureAlgorithm, SEQUENCE)[0])) ?? {}
  if (!kind) throw new BadToken('签名算法不认识')
  demand(signer.onlyStamps && signer.signs, '签名证书不是用来签时间戳的')
  // RFC 5652 section 5.4: signed is the SET OF, not the [0] it travels under.
  const signed = Uint8Array.from(attributes?.raw ?? [])
  signed[0] = SET
  demand(await verifies(signer.key, { kind, hash }, contentOf(signature, OCTETS), signed), '时间戳的签名不符')
  return signer
}

/** The certificate whose hash the signer's attributes name (RFC 5816; RFC 2634 with SHA-1). */
async function named(values: ReadonlyMap<string, Der>, candidates: readonly Certificate[]): Promise<Certificate> {
  const v2 = values.get(SIGNING_CERTIFICATE_V2)
  const list = inside(v2 ?? values.get(SIGNING_CERTIFICATE), SEQUENCE)[0]
  const fields = inside(inside(list, SEQUENCE)[0], SEQUENCE)
  const algorithm = !v2 ? 'SHA-1' : fields[0]?.tag === SEQUENCE ? hashOf(fields[0]) : 'SHA-256'
  const wanted = contentOf(
    fields.find(({ tag }) => tag === OCTETS),
    OCTETS,
  )
  for (const one of candidates) if (same(await digest(algorithm, one.raw), wanted)) return one
  throw new BadToken('时间戳里没有签名者的证书：请给出它的证书（--tsa）')
}

function readInfo(info: Uint8Array): Pick<Token, 'at' | 'imprint' | 'nonce'> {
  const [, , imprint, , time, ...rest] = inside(readDer(info), SEQUENCE)
  const [algorithm, hash] = inside(imprint, SEQUENCE)
  if (time?.tag !== GENERALIZED_TIME) throw new BadDer('a time of another form')
  return {
    at: instantOf(time),
    imprint: { algorithm: hashOf(algorithm), hash: contentOf(hash, OCTETS) },
    nonce: rest.find(({ tag }) => tag === INTEGER)?.content,
  }
}

const oid = (value: Der | undefined): string => oidText(contentOf(value, OID))

function hashOf(algorithm: Der | undefined): Hash {
  const name = hashes.get(oid(inside(algorithm, SEQUENCE)[0]))
  if (!name) throw new BadToken('摘要算法不认识')
  return name
}

function certificate(raw: Uint8Array): Certificate {
  try {
    return readCertificate(raw)
  } catch {
    throw new BadToken('时间戳里的证书读不出')
  }
}

function demand(holds: boolean, otherwise: string): void {
  if (!holds) throw new BadToken(otherwise)
}
