import { createHmac } from 'node:crypto'
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

  constructor(readonly secrets: Pick<Secrets, 'index' | 'same'>) {}

  show(seat: string, now: number): { code: string; until: number } {
    const step = Math.floor(now / STEP)
    return { code: this.#code(seat, step), until: (step + 1) * STEP }
  }

  confirms(seat: string, code: string, now: number): boolean {
    const step = Math.floor(now / STEP)
    return Array.from({ length: 2 * SLACK + 1 }, (_, i) => this.#code(seat, step + i - SLACK)).some((one) =>
      this.secrets.same(one, code),
    )
  }

  #code(seat: string, step: number): string {
    return rotatingCode(Buffer.from(this.secrets.index('factor', seat), 'base64url'), step)
  }
}

/** RFC 4226 section 5.3, over SHA-256 as RFC 6238 allows: six digits of the counter `step`. */
export function rotatingCode(secret: Uint8Array, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha256', secret).update(counter).digest()
  const offset = (mac.at(-1) ?? 0) & 0x0f
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}
