import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { words } from '../../locales'
import type { PageMessages } from '../../messages'
import { ask } from '../../pages/ask'
import { watchSeen } from './seen'

const text = words.presence
const EVERY = 3000
/** Screen readers read what appears in a live region that is there already. */
const READ_OUT = 300

type Question = PageMessages['presence']['output']

/** 在学确认, over a page that plays. Only input that the browser vouches for answers: a script cannot. */
export function Panel() {
  const [question, setQuestion] = useState<Question>()
  const [thanks, setThanks] = useState(false)
  const [aloud, setAloud] = useState(false)
  const visible = useRef(false)
  const look = useCallback(async () => setQuestion(await ask('presence', { visible: visible.current })), [])
  useEffect(() => {
    const stop = watchSeen(document.documentElement, (seen) => {
      const news = seen !== visible.current
      visible.current = seen
      if (news) void look().catch(() => undefined)
    })
    void look().catch(() => undefined)
    const timer = setInterval(() => void look().catch(() => undefined), EVERY)
    const reading = setTimeout(() => setAloud(true), READ_OUT)
    return () => {
      stop()
      clearInterval(timer)
      clearTimeout(reading)
    }
  }, [look])

  const answer = async (event: Event) => {
    if (!event.isTrusted || !question) return
    setThanks(await ask('present', { token: question.token }).catch(() => false))
  }
  const said = question?.missed ? text.missed : text.lead
  return (
    <section aria-labelledby="title" aria-describedby="lead">
      <h1 id="title">
        {text.title}
        <span class="quiet">{words.product}</span>
      </h1>
      <p id="lead">{thanks ? text.thanks : said}</p>
      <button type="button" class="main" id="answer" disabled={!question} onClick={(event) => void answer(event)}>
        {text.answer}
      </button>
      <p class="quiet">{text.keys}</p>
      <p class="aloud" role="alert">
        {aloud && question && `${text.title}：${said}`}
      </p>
    </section>
  )
}
