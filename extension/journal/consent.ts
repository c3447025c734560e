/** Version of the text that the welcome page shows (entrypoints/welcome/consent-text.ts). */
export const CONSENT_VERSION = '2026-11-3'

/** SHA-256 of that text as shown: titles and lines, one a line. Its test keeps the two together. */
export const CONSENT_HASH = '6c9793ff566d9e56830799f489cff68c91fdd4fd2a3efd22cc1aa52f0b20579c'
