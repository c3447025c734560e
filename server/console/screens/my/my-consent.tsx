import { useEffect, useRef } from 'preact/hooks'
import { PHONE_CONSENT_VERSION, phoneConsentText } from '../../../../shared/reach/phone-consent'
import type { Act } from '../../client/act'
import { Button } from '../../parts/button'
import { ProblemNote } from '../../parts/note'
import { words } from './desk-words'

/** What is recorded on the phone, exactly as its hash is in the record. Both answers are buttons of the same size. */
export function MyConsent({ act, agree, disagree }: { act: Act; agree: () => void; disagree: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <section class="card stack" aria-labelledby="my-consent">
      <h2 id="my-consent" tabIndex={-1} ref={heading}>
        {words.consent}
      </h2>
      <div class="stack-tight" lang="zh-CN">
        {phoneConsentText.map(({ title, lines }) => (
          <div key={title}>
            <h3>{title}</h3>
            <ul>
              {lines.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </div>
        ))}
        <p class="small quiet">{PHONE_CONSENT_VERSION}</p>
      </div>
      {act.problem && <ProblemNote problem={act.problem} />}
      <div class="two-ways">
        <Button kind="main" act={act} onClick={agree}>
          {words.agree}
        </Button>
        <Button onClick={disagree}>{words.disagree}</Button>
      </div>
    </section>
  )
}
