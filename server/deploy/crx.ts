import { createHash, sign } from 'node:crypto'
import type { PublisherKey } from './publisher'

/**
 * Packs a ZIP as CRX3 (Chromium, components/crx_file/crx3.proto): `Cr24`, version 3, a protobuf header with the public key, the
 * signature (RSA, PKCS #1 v1.5, SHA-256) and the id, then the ZIP as it is.
 */
export function packCrx(zip: Uint8Array, { privateKey, spki }: PublisherKey): Uint8Array {
  const id = createHash('sha256').update(spki).digest().subarray(0, 16)
  const signedData = field(1, id)
  const signature = sign('sha256', signedBytes(signedData, zip), privateKey)
  const header = Buffer.concat([
    field(SHA256_WITH_RSA, Buffer.concat([field(1, spki), field(2, signature)])),
    field(SIGNED_HEADER_DATA, signedData),
  ])
  return Buffer.concat([MAGIC, uint32(3), uint32(header.length), header, zip])
}

export const MAGIC = Buffer.from('Cr24')
/** Numbers of the header's fields. */
const SHA256_WITH_RSA = 2
const SIGNED_HEADER_DATA = 10_000
const CONTEXT = Buffer.from('CRX3 SignedData\0')

/** What the signature covers. */
export const signedBytes = (signedData: Uint8Array, zip: Uint8Array): Buffer =>
  Buffer.concat([CONTEXT, uint32(signedData.length), signedData, zip])

/** A length-delimited protobuf field. */
const field = (number: number, bytes: Uint8Array): Buffer =>
  Buffer.concat([varint(number * 8 + 2), varint(bytes.length), bytes])

function varint(value: number): Buffer {
  const bytes: number[] = []
  let rest = value
  for (; rest > 0x7f; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80)
  return Buffer.from([...bytes, rest])
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
