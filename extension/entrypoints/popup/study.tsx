import { words } from '../../locales'
import type { Status, Times } from '../../messages'
import { ask } from '../../pages/ask'
import { State } from '../../pages/state'

const pause = (site: string, on: boolean) => ask('pause', { site, on })

/** What is being recorded right now; when it does not count, why, with the cure. */
export function Now({ status: { badge, now, signedIn, paused } }: { status: Status }) {
  const playing = now.find(({ reason }) => !reason) ?? now[0]
  const reason = playing ? playing.reason : badge.state === 'not-counting' ? badge.reason : undefined
  return (
    <section aria-live="polite" id="now">
      {badge.state === 'recording' && <State kind="counted" word={words.state.recording} id="state" />}
      {badge.state === 'not-counting' && <State kind="idle" word={words.state.notCounting} id="state" />}
      {badge.state === 'signed-out' && <State kind="idle" word={words.state.signedOut} id="state" />}
      {badge.state === 'signed-in' && <State kind="counted" word={words.state.signedIn} id="state" />}
      {badge.state === 'attention' && <State kind="attention" word={words.state.attention} id="state" />}
      {playing ? (
        <>
          <p class="title" id="course" title={playing.course}>
            {playing.course}
          </p>
          <p class="title quiet" id="now-lesson" title={playing.lesson}>
            {playing.unnamed ? words.unnamed : playing.lesson}
          </p>
        </>
      ) : (
        !reason && <p class="quiet">{signedIn ? words.idle : words.signedOutHint}</p>
      )}
      {reason && (
        <p class="note attention" id="reason" data-reason={reason}>
          {words.reason(reason)}。{words.cure(reason)}
        </p>
      )}
      {playing && (
        <button type="button" class="link quiet" id="pause" onClick={() => void pause(playing.site, true)}>
          {words.pause(playing.site)}
        </button>
      )}
      {paused.map((site) => (
        <p key={site} class="note" data-paused={site}>
          {words.pausedSite(site)}{' '}
          <button type="button" class="link" onClick={() => void pause(site, false)}>
            {words.resume}
          </button>
        </p>
      ))}
    </section>
  )
}

/** 已收到 by the server, as of when; 本机未交 by this device. The exact milliseconds stand in data-ms. */
export function Figures({ status: { today, lesson } }: { status: Status }) {
  const asOf = [today.asOf, lesson?.asOf].find((at) => at !== undefined)
  return (
    <section>
      <div class="figures">
        <span />
        <span class="head">
          {words.received}
          {asOf !== undefined && `（${words.asOf(words.clock(asOf))}）`}
        </span>
        <span class="head">{words.local}</span>
        <Row name="today" label={words.today} times={today} />
        {lesson && <Row name="lesson" label={words.lesson} times={lesson} />}
      </div>
      {lesson && (
        <p class="quiet title" title={lesson.lesson}>
          {words.lesson}：{lesson.lesson}
        </p>
      )}
    </section>
  )
}

function Row({ name, label, times: { received, local } }: { name: string; label: string; times: Times }) {
  return (
    <>
      <span class="head">{label}</span>
      <strong id={`${name}-received`} data-ms={received ?? ''}>
        {received === undefined ? '—' : words.duration(received)}
      </strong>
      <strong id={`${name}-local`} data-ms={local}>
        {words.duration(local)}
      </strong>
    </>
  )
}

/** What does not count today, longest first. */
export function Reasons({ status: { today } }: { status: Status }) {
  return (
    <section id="deductions">
      <h2>{words.deducted}</h2>
      {today.deductions.length === 0 && <p class="quiet">{words.noDeductions}</p>}
      <div class="reasons">
        {today.deductions.slice(0, 3).map(({ reason, ms }) => (
          <>
            <span key={reason}>{words.reason(reason)}</span>
            <span data-reason={reason} data-ms={ms}>
              {words.duration(ms)}
            </span>
          </>
        ))}
      </div>
    </section>
  )
}
