import * as v from 'valibot'

/** Milliseconds: of the wall clock since 1970, of a duration, or of a media position. Always an integer. */
export type Milliseconds = number

export const integer = v.pipe(v.number(), v.safeInteger())
export const count = v.pipe(integer, v.minValue(0))
/** A duration or a media position, ms. */
export const milliseconds = count
/** An instant, ms since 1970; up to the year 5138, so that every one of them has a calendar day. */
export const MAX_INSTANT = 100_000_000_000_000
export const instant = v.pipe(count, v.maxValue(MAX_INSTANT))
/** A stretch of time within one view, ms: at most a day. */
export const MAX_STRETCH = 86_400_000
export const stretch = v.pipe(count, v.maxValue(MAX_STRETCH))
/** Lower-case hexadecimal SHA-256. */
export const digest = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))
/** 128 random bits, lower-case hexadecimal. */
export const random128 = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/))
export const base64urlText = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]+$/), v.maxLength(4096))
/** Beijing calendar day. */
export const day = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/))
export const text = (max: number) => v.pipe(v.string(), v.minLength(1), v.maxLength(max))
/** A decimal value exactly as shown: `92`, `92.5`. */
export const decimal = v.pipe(v.string(), v.regex(/^-?\d{1,12}(\.\d{1,6})?$/))
/** `id@version#hash` of a site rule. */
export const ruleRef = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9.-]{0,63}@\d{1,9}#[0-9a-f]{64}$/))
