import { words } from './words'

/** Saved, never shown as a page of the console: its own policy holds when it is opened from disk. */
export const VerifyPageLink = () => (
  <a class="button button-small" href="/verify.html" download="verify.html">
    {words.verifyPageSave}
  </a>
)
