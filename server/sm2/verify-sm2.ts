import smCrypto from 'sm-crypto'
import { hex } from '../../shared/crypto'

/** SubjectPublicKeyInfo of an SM2 key (GM/T 0015, GB/T 32918.5) up to its point. */
export const SPKI_HEAD = '3059301306072a8648ce3d020106082a811ccf5501822d034200'

/** Whether this SM2 key signed these bytes under this user id. What is malformed is `false`, never a throw. The same in a browser. */
export async function verifySm2(
  spki: Uint8Array,
  signature: Uint8Array,
  bytes: Uint8Array,
  id: string,
): Promise<boolean> {
  const key = hex(spki)
  if (spki.length !== 91 || !key.startsWith(SPKI_HEAD)) return false
  try {
    const options = { der: true, hash: true, userId: id } as const
    return smCrypto.sm2.doVerifySignature([...bytes], hex(signature), key.slice(SPKI_HEAD.length), options)
  } catch {
    return false
  }
}
