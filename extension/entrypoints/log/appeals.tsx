import { useState } from 'preact/hooks'
import { browser } from 'wxt/browser'
import { isReason } from '../../../shared/study/reasons'
import { words } from '../../locales'
import { appealText as text } from '../../locales/appeals'
import { ask } from '../../pages/ask'
import type { MyAppeal, SeatLog } from '../../pages/study-log'

/** What the trainee objected to, and what came of it. */
export function MyAppeals({ appeals, byHandCounts }: Pick<SeatLog, 'appeals' | 'byHandCounts'>) {
  if (appeals.length === 0) return null
  return (
    <div class="part" id="my-appeals">
      <h3>{text.title}</h3>
      <ul class="appeals">
        {appeals.map((one) => (
          <li key={one.id} data-appeal={one.id} data-state={one.state}>
            <p>
              {words.time(one.about.from)}–{words.clock(one.about.to)} {aboutText(one)} ·{' '}
              <strong>{text.states[one.state]}</strong>
            </p>
            <p class="quiet">{one.text}</p>
            {one.refused && one.state === 'waiting' && <p class="note attention">{one.refused}</p>}
            {one.reason !== undefined && (
              <p class={one.state === 'rejected' ? 'note' : 'note counted'}>
                {text.answer(words.time(one.decidedAt ?? one.at), one.reason)}
                {one.from !== undefined &&
                  one.to !== undefined &&
                  `；${text.counted(words.time(one.from), words.clock(one.to))}`}
                {one.seconds !== undefined && `；${text.added(words.duration(one.seconds * 1000))}`}
                {one.seconds !== undefined && !byHandCounts && `（${text.notInHours}）`}
              </p>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}

const aboutText = ({ about }: MyAppeal): string =>
  about.kind === 'missing'
    ? text.about.missing(about.course)
    : text.about.deduction(isReason(about.reason) ? words.reason(about.reason) : (about.reason ?? ''))

/** Opens the trainee's own phone page, by a link that this device asks for now. */
export function PhonePage({ chain }: { chain: string }) {
  const [problem, setProblem] = useState<string>()
  const open = async () => {
    const answer = await ask('phonePage', { chain }).catch(() => ({ problem: '' }))
    if ('link' in answer) await browser.tabs.create({ url: answer.link })
    else setProblem(answer.problem || text.phoneFailed)
  }
  return (
    <div class="row">
      <button type="button" id="phone-page" onClick={() => void open()}>
        {text.phone}
      </button>
      <span class="quiet">{text.phoneHelp}</span>
      {problem !== undefined && (
        <p class="note attention" role="alert">
          {problem}
        </p>
      )}
    </div>
  )
}
