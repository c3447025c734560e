import { readFileSync } from 'node:fs'

/** A user script as it goes round, run before the page's own: scripts/{name}.js. */
export const userScript = (name: 'rate' | 'visible' | 'events' | 'source' | 'presence'): string =>
  readFileSync(new URL(`scripts/${name}.js`, import.meta.url), 'utf8')

/** The window of the frame that the player page plays in. */
export const FRAME = `document.querySelector('#container').contentWindow`
