import type { Milliseconds } from '../../record/fields'
import { BadDer, BIT_STRING, contentOf, context, type Der, inside, OID, oidText, readDer, SEQUENCE, SET } from './der'
import { type Uses, usesOf } from './extensions'
import { instantOf } from './instant'
import { same, schemes, verifies } from './signature'

/** What of an X.509 certificate (RFC 5280) stands behind a time stamp. */
export interface Certificate extends Uses {
  /** DER of the whole. */
  raw: Uint8Array
  /** Names in DER, as they are held against each other. */
  subject: Uint8Array
  issuer: Uint8Array
  /** Its subject for people: common name, else organisation, else all of it. */
  name: string
  validFrom: Milliseconds
  validTo: Milliseconds
  /** SPKI DER. */
  key: Uint8Array
  signed: { bytes: Uint8Array; algorithm: string; signature: Uint8Array }
}

const oid = (value: Der | undefined): string => oidText(contentOf(value, OID))

/** Reads a certificate. Throws BadDer. */
export function readCertificate(raw: Uint8Array): Certificate {
  const [tbs, algorithm, signature, ...more] = inside(readDer(raw), SEQUENCE)
  const fields = inside(tbs, SEQUENCE)
  // The version is left out of those of version 1.
  const [, , issuer, validity, subject, key, ...rest] = fields[0]?.tag === context(0) ? fields.slice(1) : fields
  const [from, to] = inside(validity, SEQUENCE)
  if (!tbs || !issuer || !subject || !key || more.length > 0) throw new BadDer('no certificate')
  return {
    raw,
    subject: subject.raw,
    issuer: issuer.raw,
    name: nameOf(subject),
    validFrom: instantOf(from),
    validTo: instantOf(to),
    key: key.raw,
    ...usesOf(rest.find(({ tag }) => tag === context(3))),
    signed: { bytes: tbs.raw, algorithm: oid(inside(algorithm, SEQUENCE)[0]), signature: bitsOf(signature) },
  }
}

/** Whether one was issued by the other: by name, by what the issuer may do, and by its signature. */
export async function issued(issuer: Certificate, { issuer: by, signed }: Certificate): Promise<boolean> {
  const { kind, hash } = schemes.get(signed.algorithm) ?? {}
  if (!issuer.ca || !same(issuer.subject, by) || !kind || !hash) return false
  return verifies(issuer.key, { kind, hash }, signed.signature, signed.bytes)
}

export const validAt = ({ validFrom, validTo }: Certificate, at: Milliseconds): boolean =>
  validFrom <= at && at <= validTo

/** A BIT STRING of whole bytes. */
function bitsOf(value: Der | undefined): Uint8Array {
  const [unused, ...bytes] = contentOf(value, BIT_STRING)
  if (unused !== 0) throw new BadDer('a part of a byte')
  return Uint8Array.from(bytes)
}

const COMMON_NAME = '2.5.4.3'
const ORGANISATION = '2.5.4.10'
/** Character sets by tag. */
const texts = new Map([
  [0x0c, 'utf-8'],
  [0x12, 'latin1'],
  [0x13, 'latin1'],
  [0x14, 'latin1'],
  [0x16, 'latin1'],
  [0x1e, 'utf-16be'],
])
const MAX_NAME = 200

/** As text on one line, whatever somebody wrote into it. */
function nameOf(name: Der): string {
  const parts = new Map<string, string>()
  for (const set of inside(name, SEQUENCE))
    for (const attribute of inside(set, SET)) {
      const [type, value] = inside(attribute, SEQUENCE)
      const encoding = texts.get(value?.tag ?? 0)
      if (encoding) parts.set(oid(type), new TextDecoder(encoding).decode(value?.content))
    }
  const shown = parts.get(COMMON_NAME) ?? parts.get(ORGANISATION) ?? [...parts.values()].join(' ')
  return shown.replaceAll(/[\p{Cc}\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu, ' ').slice(0, MAX_NAME)
}
