import * as v from 'valibot'
import { base64url, type Crypto, type Signer } from '../crypto'
import { demandSigned, parseStatement } from '../plan/signed-file'
import { fingerprint } from '../record/batch'
import { canonical } from '../record/canonical'
import { base64urlText, digest, instant, text } from '../record/fields'
import { signedBytes } from '../record/pae'

/** Whose key it is, as the organisation says it. */
export const keyHolder = v.strictObject({
  /** The organisation's id on its own server. */
  id: text(64),
  kind: v.picklist(['enterprise', 'institution']),
  name: text(100),
  creditCode: v.optional(text(18)),
})
export type KeyHolder = v.InferOutput<typeof keyHolder>

/** 单位密钥文件. README.md of this folder is its specification. */
export const keyFileBody = v.strictObject({
  v: v.literal(1),
  organisation: keyHolder,
  /** SPKI DER of the package key. */
  publicKey: base64urlText,
  /** When the key was made: nothing signed with it is older. */
  from: instant,
  at: instant,
})
export type KeyFileBody = v.InferOutput<typeof keyFileBody>

export const keyFileStatement = v.strictObject({
  type: v.literal('key-file'),
  body: keyFileBody,
  key: digest,
  signature: base64urlText,
})
export type KeyFileStatement = v.InferOutput<typeof keyFileStatement>

/** What the package key signs of a key file. */
export const keyFileBytes = (body: KeyFileBody): Uint8Array => signedBytes('xueji/key-file/1', body)

/** The organisation's side: its package key says whose it is. */
export async function signKeyFile(
  crypto: Crypto,
  signer: Signer,
  rest: Omit<KeyFileBody, 'v' | 'publicKey'>,
): Promise<KeyFileStatement> {
  const body: KeyFileBody = { v: 1, ...rest, publicKey: base64url(signer.publicKey) }
  return {
    type: 'key-file',
    body,
    key: fingerprint(crypto, signer.publicKey),
    signature: base64url(await signer.sign(keyFileBytes(body))),
  }
}

/**
 * Reads a key file: JCS text, one optional line feed at its end, signed by the key it carries. That shows that who made it holds the key;
 * whether that is the organisation it names is for people to say, who compare the fingerprint. Throws FileRefused.
 */
export async function readKeyFile(crypto: Crypto, file: string): Promise<KeyFileStatement> {
  const statement = parseStatement(keyFileStatement, file)
  const { body, key, signature } = statement
  await demandSigned(crypto, body.publicKey, key, signature, keyFileBytes(body))
  return statement
}

/** A key file as a file. */
export const keyFileText = (statement: KeyFileStatement): string => `${canonical(statement)}\n`
