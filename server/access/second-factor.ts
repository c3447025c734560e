import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Secrets } from '../keys'

/**
 * What shows, besides sitting at a computer, that a trainee is there. No picture of anybody is ever taken: a factor is
 * something the trainee has. `show` is for the trainee's own eyes, `confirms` for the server that gets what was typed.
 */
export interface SecondFactor {
  readonly kind: string
  /** What the trainee is to type for this seat now, and until when it holds, ms. */
  show(seat: string, now: number): { code: string; until: number }
  confirms(seat: string, code: string, now: number): boolean
}

/** Of one code, ms (RFC 6238: X = 30 s). */
const STEP = 30_000
/** Codes of this many steps before and after hold too: phones' pages are read and typed by hand. */
const SLACK = 1

/** A rotating code of six digits: RFC 6238 with HMAC-SHA-256 over a secret of the seat that is derived, never stored. */
export class RotatingCode implements SecondFactor {
  readonly kind = 'rotating-code'

  constructor(readonly secrets: Pick<Secrets, 'index'>) {}

  show(seat: string, now: number): { code: string; until: number } {
    const step = Math.floor(now / STEP)
    return { code: rotatingCode(this.#secret(seat), step, 'sha256'), until: (step + 1) * STEP }
  }

  confirms(seat: string, code: string, now: number): boolean {
    return matchingStep(this.#secret(seat), code, now, 'sha256') !== undefined
  }

  #secret(seat: string): Uint8Array {
    return Buffer.from(this.secrets.index('factor', seat), 'base64url')
  }
}

/** The step around now whose code this is. SHA-1 is what every authenticator program computes; ours of seats is SHA-256. */
export function matchingStep(
  secret: Uint8Array,
  code: string,
  now: number,
  digest: Digest = 'sha1',
): number | undefined {
  const step = Math.floor(now / STEP)
  const typed = Buffer.from(code)
  return Array.from({ length: 2 * SLACK + 1 }, (_, i) => step + i - SLACK).find((one) => {
    const right = Buffer.from(rotatingCode(secret, one, digest))
    return right.length === typed.length && timingSafeEqual(right, typed)
  })
}

type Digest = 'sha1' | 'sha256'

/** RFC 4226 section 5.3, also over SHA-256 as RFC 6238 allows: six digits of the counter `step`. */
export function rotatingCode(secret: Uint8Array, step: number, digest: Digest): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac(digest, secret).update(counter).digest()
  const offset = (mac.at(-1) ?? 0) & 0x0f
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}
