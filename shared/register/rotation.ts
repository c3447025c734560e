import * as v from 'valibot'
import { base64url, type Crypto, type Signer } from '../crypto'
import { demandSigned, FileRefused, parseStatement } from '../plan/signed-file'
import { fingerprint } from '../record/batch'
import { canonical } from '../record/canonical'
import { base64urlText, digest, instant } from '../record/fields'
import { signedBytes } from '../record/pae'
import { keyHolder } from './key-file'

/** 密钥更换文件: the old key hands over to the new one. README.md of this folder is its specification. */
export const rotationBody = v.strictObject({
  v: v.literal(1),
  organisation: keyHolder,
  /** SPKI DER of the package key that ends. */
  oldKey: base64urlText,
  /** SPKI DER of the one that begins. */
  publicKey: base64urlText,
  /** When the new key begins and the old one ends. */
  from: instant,
})
export type RotationBody = v.InferOutput<typeof rotationBody>

export const rotationStatement = v.strictObject({
  type: v.literal('key-rotation'),
  body: rotationBody,
  /** Fingerprint of the old key. */
  oldKey: digest,
  /** Fingerprint of the new one. */
  key: digest,
  oldSignature: base64urlText,
  signature: base64urlText,
})
export type RotationStatement = v.InferOutput<typeof rotationStatement>

/** What both keys sign. */
export const rotationBytes = (body: RotationBody): Uint8Array => signedBytes('xueji/key-rotation/1', body)

export async function signRotation(
  crypto: Crypto,
  { old, next }: { old: Signer; next: Signer },
  rest: Pick<RotationBody, 'organisation' | 'from'>,
): Promise<RotationStatement> {
  const body: RotationBody = {
    ...{ v: 1, ...rest },
    ...{ oldKey: base64url(old.publicKey), publicKey: base64url(next.publicKey) },
  }
  const bytes = rotationBytes(body)
  return {
    type: 'key-rotation',
    body,
    oldKey: fingerprint(crypto, old.publicKey),
    key: fingerprint(crypto, next.publicKey),
    oldSignature: base64url(await old.sign(bytes)),
    signature: base64url(await next.sign(bytes)),
  }
}

/** Reads a rotation file, which two different keys must have signed. Whether the old one is known is for the reader to say. Throws FileRefused. */
export async function readRotation(crypto: Crypto, file: string): Promise<RotationStatement> {
  const statement = parseStatement(rotationStatement, file)
  const { body, key, oldKey, signature, oldSignature } = statement
  if (key === oldKey) throw new FileRefused('key')
  const bytes = rotationBytes(body)
  await demandSigned(crypto, body.oldKey, oldKey, oldSignature, bytes)
  await demandSigned(crypto, body.publicKey, key, signature, bytes)
  return statement
}

export const rotationText = (statement: RotationStatement): string => `${canonical(statement)}\n`
