import type { LessonCode } from '../../../../shared/api/lessons'
import { dayOf, showTime } from '../../../../shared/calendar/beijing'
import { useCountdown } from '../../client/countdown'
import { lessons } from '../../client/lessons'
import { useLoad } from '../../client/load'
import { Loading, Note, ProblemNote } from '../../parts/note'
import { Figure, Heading } from '../../parts/page'
import { QrCode } from '../../parts/qr-code'
import { common } from '../../words/common'
import { clock } from './lesson-draft'
import { lessonWords } from './lesson-words'

/** Counts of who is in are read so often, ms. */
const EVERY = 5000

/** The trainer's screen: the code of the lesson, large, for a wall; nothing else of the console and nobody's name. */
export function CodeScreen({ id }: { id: string }) {
  const { data, problem, refresh } = useLoad(() => lessons.code(id), id, EVERY)
  if (!data)
    return (
      <main class="code-screen">
        {problem ? <ProblemNote problem={problem} retry={() => void refresh()} /> : <Loading />}
      </main>
    )
  const { lesson, code } = data
  return (
    <main class="code-screen stack">
      <Heading title={lesson.content}>
        <a class="button" href={`/lessons/${id}`}>
          {lessonWords.leaveScreen}
        </a>
      </Heading>
      <p>
        {lesson.className} · {dayOf(lesson.from)} {clock(lesson.from)}–{clock(lesson.to)} · {lesson.place} ·{' '}
        {lesson.teacher}
      </p>
      {problem && <Note is="attention">{common.stale(showTime(data.at))}</Note>}
      {code === undefined ? (
        <Note is="attention">{lessonWords.codeLater(showTime(data.opens), showTime(data.closes))}</Note>
      ) : (
        <Shown data={data} code={code} renew={refresh} />
      )}
      <dl class="figures" aria-live="polite">
        <Figure name={lessonWords.codeExpected}>{lesson.expected}</Figure>
        <Figure name={lessonWords.codeIn}>{lesson.present + lesson.open}</Figure>
        <Figure name={lessonWords.codeOut}>{lesson.present}</Figure>
      </dl>
    </main>
  )
}

/** Counted down by this computer's own clock from what the server said. */
function Shown({ data, code, renew }: { data: LessonCode; code: string; renew: () => Promise<void> }) {
  const { until, at, link } = data
  const left = useCountdown(until, at, renew)
  return (
    <section class="code-shown" aria-label={lessonWords.codeTitle}>
      <div class="stack">
        <p class="code-digits mono">
          {code.slice(0, 3)} {code.slice(3)}
        </p>
        <p class="code-left">{lessonWords.codeNext(Math.ceil(left / 1000))}</p>
        <p class="code-how">{lessonWords.codeHow}</p>
      </div>
      <QrCode text={link} label={lessonWords.codeQr} />
    </section>
  )
}
