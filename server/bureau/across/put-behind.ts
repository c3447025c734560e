import type { Milliseconds } from '../../../shared/record/fields'

/** What failed is tried again after a minute, then two, then four, at most six hours. */
const FIRST_WAIT: Milliseconds = 60_000
const LONGEST_WAIT: Milliseconds = 6 * 3_600_000
const LONGEST_PROBLEM = 300

/** How a claim that could not be looked at stands in `bureau_recheck`: behind the others, further after each of its `tries`. */
export const putBehind = (tries: number, error: unknown, now: Milliseconds) => ({
  tries: tries + 1,
  problem: (error instanceof Error ? error.message : String(error)).slice(0, LONGEST_PROBLEM) || '未知',
  nextAt: now + waitAfter(tries),
})

export const waitAfter = (tries: number): Milliseconds => Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** tries)
