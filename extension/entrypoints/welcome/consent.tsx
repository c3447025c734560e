import { CONSENT_VERSION } from '../../journal/consent'
import { words } from '../../locales'
import { consentText } from './consent-text'
import { takeFocus } from './take-focus'

const text = words.welcome

/** What is recorded, why, how long, who sees it. Both answers are buttons of the same size. */
export function Consent({
  busy,
  agree,
  disagree,
  back,
}: {
  busy: boolean
  agree(): void
  disagree(): void
  back(): void
}) {
  return (
    <div class="card">
      <h2 tabIndex={-1} ref={takeFocus}>
        {text.consentTitle}
      </h2>
      <div id="consent" class="card" lang="zh-CN">
        {consentText.map(({ title, lines }) => (
          <div class="part" key={title}>
            <h3>{title}</h3>
            <ul>
              {lines.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </div>
        ))}
        <p class="quiet">{CONSENT_VERSION}</p>
      </div>
      <div class="row">
        <button type="button" class="main" id="agree" disabled={busy} onClick={agree}>
          {busy ? text.joining : text.agree}
        </button>
        <button type="button" id="disagree" disabled={busy} onClick={disagree}>
          {text.disagree}
        </button>
        <button type="button" class="link" id="back" disabled={busy} onClick={back}>
          {text.back}
        </button>
      </div>
    </div>
  )
}
