import type { Milliseconds } from '../../shared/record/fields'
import type { ChainRow } from '../journal/rows'

const FIRST = 5_000
const LONGEST = 15 * 60_000

/** Twice as long after each failure, up to a quarter of an hour, between half and all of it at random; never before what the server asked for (seconds). */
export function nextTry(
  retry: ChainRow['retry'],
  now: Milliseconds,
  retryAfter = 0,
  random: () => number = Math.random,
): ChainRow['retry'] {
  const wait = Math.min(LONGEST, FIRST * 2 ** Math.min(retry.failures, 16))
  const jittered = Math.round(wait / 2 + (wait / 2) * random())
  return { failures: retry.failures + 1, notBefore: now + Math.max(jittered, Math.min(retryAfter, 86_400) * 1000) }
}
