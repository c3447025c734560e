/** What we use of sm-crypto 0.5 and jsbn, which bring no types of their own (those of @types/sm-crypto are of 0.3). */
declare module 'jsbn' {
  export class BigInteger {
    constructor(text: string, radix: number)
  }
}

declare module 'sm-crypto' {
  import type { BigInteger } from 'jsbn'

  export const sm2: {
    /** With a seed in hexadecimal, the pair that follows from it. */
    generateKeyPairHex(seed: string, radix: 16): { privateKey: string; publicKey: string }
    getPublicKeyFromPrivateKey(privateKey: string): string
    doSignature(
      bytes: readonly number[],
      privateKey: string,
      options: {
        der: true
        hash: true
        userId: string
        publicKey: string
        /** Nonces to take, the last first, with the x of each one's point. */
        pointPool: { k: BigInteger; x1: BigInteger }[]
      },
    ): string
    doVerifySignature(
      bytes: readonly number[],
      signature: string,
      publicKey: string,
      options: { der: true; hash: true; userId: string },
    ): boolean
  }
}
