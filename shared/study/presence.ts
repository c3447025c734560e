import type { Crypto } from '../crypto'
import { fromHex } from '../crypto'
import type { Milliseconds } from '../record/fields'
import type { Policy } from './policy'

/**
 * When the next presence check is due, in ms of playing time that would count, since the proof before it (the sign-in or
 * presence entry of this hash). It follows from the hash alone, so that nobody can choose it, and a verifier sees a
 * check that was due and never shown. Every ms within `every` ± `jitter` is as likely as another.
 */
export function dueAfter(
  crypto: Crypto,
  proof: string,
  { every, jitter }: NonNullable<Policy['presence']>,
): Milliseconds {
  const drawn = crypto.sha256(Uint8Array.of(...DOMAIN, ...fromHex(proof)))
  const number = new DataView(drawn.buffer, drawn.byteOffset).getUint32(0)
  return Math.max(0, every - jitter) + (number % (2 * Math.min(jitter, every) + 1))
}

const DOMAIN = new TextEncoder().encode('xueji/presence/1')
