import * as v from 'valibot'
import { base64url, type Crypto, type Signer } from '../crypto'
import { demandSigned, parseStatement } from '../plan/signed-file'
import { fingerprint } from '../record/batch'
import { canonical } from '../record/canonical'
import { base64urlText, count, digest, instant, text } from '../record/fields'
import { signedBytes } from '../record/pae'

/** What a 单位 sends its bureau by address: a package of a claim, of videos or of one class, or a filing. */
export const deliveryKinds = ['claim', 'videos', 'stage', 'filing'] as const
export type DeliveryKind = (typeof deliveryKinds)[number]

/** 报送通知: announces one file before a byte of it is sent. README.md of this folder is its specification. */
export const deliveryBody = v.strictObject({
  v: v.literal(1),
  /** Ids of the bureau, on its server, and of the 单位, on its own. */
  bureau: text(64),
  organisation: text(64),
  what: v.picklist(deliveryKinds),
  /** Of the file, as it is shown. */
  name: text(200),
  bytes: v.pipe(count, v.minValue(1)),
  /** Of the file as it is sent. */
  sha256: digest,
  at: instant,
  /** SPKI DER of the 单位's package key. */
  publicKey: base64urlText,
})
export type DeliveryBody = v.InferOutput<typeof deliveryBody>

export const deliveryStatement = v.strictObject({
  type: v.literal('delivery'),
  body: deliveryBody,
  key: digest,
  signature: base64urlText,
})
export type DeliveryStatement = v.InferOutput<typeof deliveryStatement>

const bytesOf = (body: DeliveryBody): Uint8Array => signedBytes('xueji/delivery/1', body)

/** The 单位's side: signs a notice, adding its key. */
export async function signDelivery(
  crypto: Crypto,
  signer: Signer,
  rest: Omit<DeliveryBody, 'v' | 'publicKey'>,
): Promise<DeliveryStatement> {
  const body: DeliveryBody = { v: 1, ...rest, publicKey: base64url(signer.publicKey) }
  return {
    type: 'delivery',
    body,
    key: fingerprint(crypto, signer.publicKey),
    signature: base64url(await signer.sign(bytesOf(body))),
  }
}

/** Reads a notice; whether its key is in the register is for the bureau to say, by `key`. Throws FileRefused. */
export async function readDelivery(crypto: Crypto, file: string): Promise<DeliveryStatement> {
  const statement = parseStatement(deliveryStatement, file)
  const { body, key, signature } = statement
  await demandSigned(crypto, body.publicKey, key, signature, bytesOf(body))
  return statement
}

export const deliveryText = (statement: DeliveryStatement): string => `${canonical(statement)}\n`
