import { useState } from 'preact/hooks'
import type { PhonePage } from '../../../../shared/api'
import { dayOf, showClock, showTime } from '../../../../shared/calendar/beijing'
import { useCountdown } from '../../client/countdown'
import { phone } from '../../client/decisions'
import { useHash } from '../../client/hash'
import { useLoad } from '../../client/load'
import { Door } from '../../parts/door'
import { Loading, Note, ProblemNote } from '../../parts/note'
import { Heading } from '../../parts/page'
import { duration, reasonOf } from '../../words/amounts'
import { common } from '../../words/common'
import { MyAppeals } from './my-appeals'
import { MyDesk } from './my-desk'
import { MyForm, type Starting } from './my-form'
import { MySignIn } from './my-sign-in'
import { forgetToken, keptToken } from './my-token'
import { words } from './words'

/** A trainee's own hours on their phone, by the link behind the `#` or by the personal code: the token goes nowhere but into the header of our requests. */
export function MyPage() {
  const linked = useHash()
  const [kept, setKept] = useState(keptToken)
  const [left, setLeft] = useState('')
  const token = linked !== '' && linked !== left ? linked : kept
  const leave = () => {
    forgetToken()
    setKept('')
    setLeft(linked)
  }
  return (
    <Door phone>
      {token === '' ? (
        <MySignIn enter={setKept} />
      ) : (
        <>
          <Mine key={token} token={token} />
          <button type="button" class="button button-link" onClick={leave}>
            {words.signOut}
          </button>
        </>
      )}
    </Door>
  )
}

function Mine({ token }: { token: string }) {
  const { data, problem, refresh } = useLoad(() => phone.page(token), 'my', 30_000)
  const [starting, setStarting] = useState<Starting>()
  const [sent, setSent] = useState(false)
  if (!data) {
    return (
      <>
        <Heading title={words.title} />
        {problem ? <ProblemNote problem={problem} retry={() => void refresh()} /> : <Loading />}
      </>
    )
  }
  const object = (one: Starting) => {
    setSent(false)
    setStarting(one)
  }
  return (
    <>
      <Heading title={`${data.name} ${data.number}`} />
      <p class="quiet">
        {data.className} · {data.organisation}
      </p>
      {problem && <Note is="attention">{common.stale(showTime(data.at))}</Note>}
      {data.codeElsewhere && <p class="small quiet">{words.codeElsewhere}</p>}
      {data.code && <Code code={data.code} at={data.at} renew={refresh} />}
      <MyDesk token={token}>
        <section class="card stack-tight">
          <dl class="figures">
            <div>
              <dt>{words.hours}</dt>
              <dd>
                {data.hours} {common.hoursUnit}
              </dd>
            </div>
            <div>
              <dt>{words.credited}</dt>
              <dd>{duration(data.credited)}</dd>
            </div>
          </dl>
          <p class="small quiet">{words.asOf(showTime(data.at))}</p>
        </section>
      </MyDesk>
      {starting && (
        <MyForm
          key={starting.kind === 'deduction' ? starting.lost.from : 'missing'}
          token={token}
          starting={starting}
          courses={data.courses}
          done={async (handedIn) => {
            setStarting(undefined)
            setSent(handedIn)
            if (handedIn) await refresh()
          }}
        />
      )}
      {sent && <Note is="counted">{words.sent}</Note>}
      <section class="stack" aria-labelledby="my-days">
        <h2 id="my-days">{words.days}</h2>
        {data.days.length === 0 && <p class="quiet">{words.noDays}</p>}
        {data.days.map((day) => (
          <Day key={day.day} day={day} object={object} />
        ))}
        <button type="button" class="button" onClick={() => object({ kind: 'missing' })}>
          {words.missing}
        </button>
      </section>
      <MyAppeals appeals={data.appeals} byHandCounts={data.byHandCounts} />
      <p class="small quiet">{words.until(dayOf(data.expiresAt))}</p>
    </>
  )
}

function Day({ day, object }: { day: PhonePage['days'][number]; object: (starting: Starting) => void }) {
  const lost = day.lost.reduce((sum, { ms }) => sum + ms, 0)
  return (
    <section class="card stack-tight" aria-label={day.day}>
      <h3 class="numbers">{day.day}</h3>
      <p>
        {words.counted(duration(day.credited))} · {lost === 0 ? words.allCounted : words.lost(duration(lost))}
      </p>
      {day.lost.length > 0 && (
        <ul class="lost">
          {day.lost.map((one) => {
            const { label, cure } = reasonOf(one.reason)
            const what = `${label} ${showClock(one.from)}–${showClock(one.to)}`
            return (
              <li key={one.from}>
                <p>
                  <strong>{label}</strong> {duration(one.ms)}
                </p>
                <p class="small quiet">
                  {one.lesson} {showClock(one.from)}–{showClock(one.to)}
                </p>
                {cure !== '' && <p class="small">{cure}</p>}
                <button
                  type="button"
                  class="button button-small"
                  aria-label={words.objectTo(what)}
                  onClick={() => object({ kind: 'deduction', lost: one })}
                >
                  {words.object}
                </button>
              </li>
            )
          })}
        </ul>
      )}
    </section>
  )
}

/** The rotating code, counted down by the phone's own clock from what the server said. */
function Code({
  code: { code, until },
  at,
  renew,
}: {
  code: NonNullable<PhonePage['code']>
  at: number
  renew: () => Promise<void>
}) {
  const left = useCountdown(until, at, renew)
  return (
    <section class="card stack-tight" aria-label={words.code}>
      <p class="factor mono">{code}</p>
      <p class="small quiet">
        {words.codeHelp} · {words.codeNext(Math.ceil(left / 1000))}
      </p>
    </section>
  )
}
