import { utf8 } from '../crypto'
import { type Canonical, canonicalBytes } from './canonical'

/** Every signature covers a type, so that bytes signed for one purpose can never serve another. */
export type SignedType =
  | 'xueji/batch/1'
  | 'xueji/sync/1'
  | 'xueji/replace/1'
  | 'xueji/receipt/1'
  | 'xueji/extract/1'
  | 'xueji/rules/1'
  | 'xueji/class/1'
  | 'xueji/key/1'
  | 'xueji/appeal/1'
  | 'xueji/filing/1'
  | 'xueji/decision/1'
  | 'xueji/filing-receipt/1'
  | 'xueji/key-file/1'
  | 'xueji/key-rotation/1'
  | 'xueji/claim-decision/1'
  | 'xueji/delivery/1'
  | 'xueji/exchange-question/1'
  | 'xueji/bureau-act/1'

/** DSSE's pre-authentication encoding: "DSSEv1" SP len(type) SP type SP len(body) SP body, lengths in bytes, decimal. */
export function pae(type: SignedType, body: Uint8Array): Uint8Array {
  const head = utf8(`DSSEv1 ${utf8(type).length} ${type} ${body.length} `)
  const bytes = new Uint8Array(head.length + body.length)
  bytes.set(head)
  bytes.set(body, head.length)
  return bytes
}

/** The bytes a signature over a value covers: PAE(type, JCS(value)). */
export const signedBytes = (type: SignedType, value: Canonical): Uint8Array => pae(type, canonicalBytes(value))
