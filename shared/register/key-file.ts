import * as v from 'valibot'
import { signedStatement } from '../plan/signed-file'
import { base64urlText, instant, text } from '../record/fields'

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

const keyFile = signedStatement('key-file', 'publicKey', keyFileBody)
export type KeyFileStatement = Awaited<ReturnType<typeof keyFile.read>>
/**
 * The organisation's side: its package key says whose it is. Reading shows that who made it holds the key; whether that is the organisation it names is
 * for people to say, who compare the fingerprint.
 */
export const { sign: signKeyFile, read: readKeyFile, textOf: keyFileText } = keyFile
