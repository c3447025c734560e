/** Version of the text that the welcome page shows (entrypoints/welcome/consent-text.ts). */
export const CONSENT_VERSION = '2026-11-2'

/** SHA-256 of that text as shown: titles and lines, one a line. Its test keeps the two together. */
export const CONSENT_HASH = 'abf53424a0dac0a2d325c0aa8ce1f79f007877e7b6225f23f4d5672a731d0bfe'
