import { randomBytes } from 'node:crypto'
import jsbn from 'jsbn'
import smCrypto from 'sm-crypto'
import { fromHex, type Signer } from '../../shared/crypto'
import { SPKI_HEAD } from './verify-sm2'

export { verifySm2 } from './verify-sm2'

/** The user id of GM/T 0009-2012; a signature says which one it was made with, for GM/T 0009-2023 recommends the empty one. */
export const SM2_ID = '1234567812345678'

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
