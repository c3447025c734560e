import { CopyButton } from '../../parts/copy-text'
import { Door } from '../../parts/door'
import { Note } from '../../parts/note'
import { Heading } from '../../parts/page'
import { fileWords } from '../class/file-words'
import { words } from './words'

/**
 * What a trainee sees who opens the link of their code, before or after installing: the code, and what comes next. The code stays
 * behind the `#`: it is never sent to the server.
 */
export function JoinHelp() {
  const code = /^#([0-9A-Z-]{4,40})$/i.exec(location.hash)?.[1]?.toUpperCase()
  return (
    <Door>
      <div class="card stack">
        <Heading title={words.join} />
        {onPhone && (
          <Note is="attention">
            {words.joinPhone} <a href="/my">{words.joinMy}</a>
          </Note>
        )}
        {code === undefined ? (
          <p>{words.joinNoCode}</p>
        ) : (
          <>
            <p>
              {fileWords.slipCode}
              <span class="join-code mono">{code}</span>
            </p>
            <div class="row-wide">
              <CopyButton text={code} label={fileWords.slipCode}>
                {words.joinCopyCode}
              </CopyButton>
              <CopyButton text={location.href} label={words.joinCopyLink}>
                {words.joinCopyLink}
              </CopyButton>
            </div>
          </>
        )}
        <h2>{words.joinSteps}</h2>
        <ol class="steps">
          <li>
            <a href="/install">{words.joinInstall}</a>
          </li>
          <li>{words.joinInstalled}</li>
          <li>{words.joinPaste}</li>
          <li>
            <a href="/practice">{words.joinPractice}</a>
          </li>
        </ol>
        <p class="quiet small">{words.joinHelp}</p>
      </div>
    </Door>
  )
}

/** Extensions are installed on computers alone. */
const onPhone = /\b(Mobile|Android|iPhone|iPad|HarmonyOS|OpenHarmony)\b/i.test(navigator.userAgent)
