import { Heading } from '../../parts/page'
import { Brand, LanguageSwitch } from '../../shell'
import { fileWords } from '../class/file-words'
import { words } from './words'

/** What a trainee sees who opens the link of their code: the code and the three steps. The code stays behind the `#`: it is never sent to the server. */
export function JoinHelp() {
  const code = /^#([0-9A-Z-]{4,40})$/i.exec(location.hash)?.[1]
  return (
    <main class="door stack">
      <div class="row-between">
        <Brand />
        <LanguageSwitch />
      </div>
      <div class="card stack">
        <Heading title={words.join} />
        {code === undefined ? (
          <p>{words.joinNoCode}</p>
        ) : (
          <p>
            {fileWords.slipCode}
            <span class="join-code mono">{code.toUpperCase()}</span>
          </p>
        )}
        <ol class="steps">
          {fileWords.slipSteps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <p class="quiet small">{words.joinHelp}</p>
      </div>
    </main>
  )
}
