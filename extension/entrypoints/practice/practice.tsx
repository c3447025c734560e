import { useEffect, useState } from 'preact/hooks'
import { browser } from 'wxt/browser'
import { PRACTICE } from '../../../shared/api/reach'
import { writable } from '../../journal/choose-chain'
import { type Practised, practised } from '../../journal/own-server'
import type { ChainRow } from '../../journal/rows'
import { words } from '../../locales'
import { ask, save } from '../../pages/ask'
import { handInFileNow, journal } from '../../pages/journal'
import { recordHere } from './record'

const text = words.practice
const EVERY = 1000
const MINUTE = 60_000

interface Seen extends Pick<Practised, 'recordedMs' | 'receivedMs'> {
  chain: Pick<ChainRow, 'server' | 'lastSync'> | undefined
}

/** The practice lesson where no server shows one: the same lesson, the same words; what is recorded waits to be handed in. */
export function Practice() {
  const [seen, setSeen] = useState<Seen>()
  useEffect(() => {
    const watch = recordHere()
    const timer = setInterval(() => void look().then(setSeen, () => undefined), EVERY)
    return () => {
      clearInterval(timer)
      watch.stop()
    }
  }, [])
  return (
    <>
      <div>
        {/* The rule of the practice lesson reads these two, in the record's own words. */}
        <h1 data-xueji="course" data-key={PRACTICE.course.key} lang="zh-CN">
          {PRACTICE.course.title}
        </h1>
        <p class="quiet">{text.lead}</p>
      </div>
      <div class="card">
        <h2 data-xueji="lesson" data-key={PRACTICE.lesson.key} lang="zh-CN">
          {PRACTICE.lesson.title}
        </h2>
        {/* biome-ignore lint/a11y/useMediaCaption: it has no sound, and its words stand beside it */}
        <video controls loop={false} src={browser.runtime.getURL('/practice.webm')} />
        <State seen={seen} />
      </div>
    </>
  )
}

function State({ seen }: { seen: Seen | undefined }) {
  const [saved, setSaved] = useState('')
  if (!seen) return null
  if (!seen.chain) return <p class="note attention">{text.nobody}</p>
  const { recordedMs, receivedMs } = seen
  const done = recordedMs >= MINUTE
  const received = done && receivedMs >= MINUTE
  const state = received ? 'received' : done ? 'recorded' : recordedMs > 0 ? 'recording' : 'waiting'
  const unsent = seen.chain.server === undefined || seen.chain.lastSync?.outcome === 'unreachable'
  const said = {
    waiting: text.waiting,
    recording: text.recording(Math.floor(recordedMs / 1000)),
    recorded: unsent ? text.unsent : text.sending,
    received: text.received,
  }[state]
  return (
    <>
      <p class={done ? 'note counted' : 'note'} role="status" id="practised" data-state={state} data-ms={recordedMs}>
        {said}
      </p>
      {state === 'recorded' && unsent && (
        <div class="row">
          <button
            type="button"
            id="save-file"
            onClick={() =>
              void handInFileNow().then(
                (file) => {
                  save(file)
                  setSaved(words.fileSaved)
                },
                () => setSaved(words.failed),
              )
            }
          >
            {words.saveFile}
          </button>
          <span class="quiet" role="status">
            {saved}
          </span>
        </div>
      )}
      {done && <p>{text.done}</p>}
    </>
  )
}

let handedIn = false

/** Read by the page itself; the worker only writes and hands in. */
async function look(): Promise<Seen> {
  const recorder = await journal()
  const { signedIn } = await recorder.state()
  const [chain] = writable(await recorder.db.getAll('chains'), signedIn?.person)
  if (!chain) return { chain, recordedMs: 0, receivedMs: 0 }
  const { recordedMs, receivedMs } = await practised(recorder, [chain])
  if (recordedMs >= MINUTE && !handedIn) {
    handedIn = true
    void ask('handIn').catch(() => undefined)
  }
  return { chain, recordedMs, receivedMs }
}
