import { words } from '../../locales'
import type { Status } from '../../messages'
import { ask } from '../../pages/ask'

const text = words.presence

/** 在学确认, where the panel over the page cannot be reached. */
export function Present({ presence, done }: { presence: Status['presence']; done(): Promise<void> }) {
  if (!presence) return null
  const answer = (event: Event) => {
    if (event.isTrusted) void ask('present', { token: presence.token }).then(done)
  }
  return (
    <div class="note attention stack" role="alert" id="presence">
      <strong>{text.title}</strong>
      <p>{presence.missed ? text.missed : text.lead}</p>
      <button type="button" class="main" id="present" onClick={answer}>
        {text.answer}
      </button>
    </div>
  )
}

/** 签到 and 签退 of today. */
export function Attendance({ times }: { times: Status['attendance'] }) {
  if (times.length === 0) return null
  return (
    <p class="quiet" id="attendance">
      {words.attendance}：
      {times
        .map(({ from, to }) =>
          to === undefined
            ? words.attendanceOpen(words.clock(from))
            : words.attendanceClosed(words.clock(from), words.clock(to)),
        )
        .join('，')}
    </p>
  )
}
