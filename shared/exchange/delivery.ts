import * as v from 'valibot'
import { signedStatement } from '../plan/signed-file'
import { base64urlText, count, digest, instant, text } from '../record/fields'

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

const delivery = signedStatement('delivery', 'publicKey', deliveryBody)
export type DeliveryStatement = Awaited<ReturnType<typeof delivery.read>>
/** The 单位's side signs a notice; the bureau reads it, and says itself whether the key is in the register. */
export const { sign: signDelivery, read: readDelivery, textOf: deliveryText } = delivery
