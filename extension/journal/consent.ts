/** Version of the text that the welcome page shows (entrypoints/welcome/consent-text.ts). */
export const CONSENT_VERSION = '2026-11-1'

/** SHA-256 of that text as shown: titles and lines, one a line. Its test keeps the two together. */
export const CONSENT_HASH = '3879fb3bf7e7103fa4f86c157513c81db041250f5a764039a33de60eceefa285'
