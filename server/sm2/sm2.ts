import { randomBytes } from 'node:crypto'
import jsbn from 'jsbn'
import smCrypto from 'sm-crypto'
import { fromHex, hex, type Signer } from '../../shared/crypto'

/** The user id of GM/T 0009-2012; a signature says which one it was made with, for GM/T 0009-2023 recommends the empty one. */
export const SM2_ID = '1234567812345678'

/** SubjectPublicKeyInfo of an SM2 key (GM/T 0015, GB/T 32918.5) up to its point. */
const SPKI_HEAD = '3059301306072a8648ce3d020106082a811ccf5501822d034200'
const { sm2 } = smCrypto
/** Beyond the group order, so that what is left after the division is even. */
const SEED_BYTES = 40

/**
 * A new private key, 64 hexadecimal digits. Its seed is the system's: sm-crypto's own numbers are a stream of Arcfour that is
 * seeded once (and up to 0.3 from Math.random).
 */
export const makeSm2Key = (): string => sm2.generateKeyPairHex(randomBytes(SEED_BYTES).toString('hex'), 16).privateKey

/** Signs with SM2 over SM3 with `SM2_ID`, DER; nonces are the system's, too. Throws on what is no key. */
export function sm2Signer(privateKey: string): Signer {
  if (!/^[0-9a-f]{64}$/.test(privateKey)) throw new TypeError('not an SM2 private key')
  const publicKey = sm2.getPublicKeyFromPrivateKey(privateKey)
  return {
    publicKey: fromHex(SPKI_HEAD + publicKey),
    async sign(bytes) {
      const pointPool = [nonce(), nonce()]
      const options = { der: true, hash: true, userId: SM2_ID, publicKey, pointPool } as const
      return fromHex(sm2.doSignature([...bytes], privateKey, options))
    },
  }
}

function nonce(): { k: jsbn.BigInteger; x1: jsbn.BigInteger } {
  const { privateKey: k, publicKey } = sm2.generateKeyPairHex(randomBytes(SEED_BYTES).toString('hex'), 16)
  return { k: new jsbn.BigInteger(k, 16), x1: new jsbn.BigInteger(publicKey.slice(2, 66), 16) }
}

/** Whether this SM2 key signed these bytes under this user id. What is malformed is `false`, never a throw. */
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
    return sm2.doVerifySignature([...bytes], hex(signature), key.slice(SPKI_HEAD.length), options)
  } catch {
    return false
  }
}
