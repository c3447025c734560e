import { useState } from 'preact/hooks'
import type { Upload } from '../../../../shared/api/media'
import { useAct } from '../../client/act'
import { media } from '../../client/media'
import { Button } from '../../parts/button'
import { Confirm } from '../../parts/confirm'
import { ProblemNote } from '../../parts/note'
import { State } from '../../parts/state'
import { fileSize } from '../../words/amounts'
import { goOn, pause, putAway, type Sending, sendingsOf } from './upload-queue'
import { words } from './words'

interface Props {
  classId: string
  uploads: readonly Upload[]
  onChanged: () => Promise<void>
}

/** What this page sends, and what was begun and never finished, here or on another computer. */
export function SendingList({ classId, uploads, onChanged }: Props) {
  const own = sendingsOf(classId)
  const others = uploads.filter(
    ({ done, name, size }) =>
      !done && !own.some((one) => one.name === name && one.size === size && one.state !== 'failed'),
  )
  return (
    <>
      {own.length > 0 && (
        <ul class="uploads" aria-label={words.sending}>
          {own.map((one) => (
            <Item key={one.id} classId={classId} one={one} />
          ))}
        </ul>
      )}
      {others.length > 0 && (
        <div class="stack-tight">
          <h3>{words.unfinished}</h3>
          <p class="quiet small">{words.unfinishedLead}</p>
          <ul class="uploads">
            {others.map((one) => (
              <Unfinished key={one.id} upload={one} onChanged={onChanged} />
            ))}
          </ul>
        </div>
      )}
    </>
  )
}

const percentOf = (part: number, all: number) => Math.floor((part / all) * 100)
const amount = (part: number, all: number) => words.progress(percentOf(part, all), fileSize(part), fileSize(all))

function Item({ classId, one }: { classId: string; one: Sending }) {
  const { id, name, size, sent, state, problem } = one
  return (
    <li class="stack-tight">
      <div class="row-between">
        <span>
          {name} <span class="quiet small">{amount(sent, size)}</span>
        </span>
        <span class="row">
          {state === 'done' && <State is="counted">{words.kept}</State>}
          {state === 'paused' && <State is="waiting">{words.paused}</State>}
          {state === 'failed' && <State is="wrong">{words.failed}</State>}
          {state === 'sending' && sent === size && <State is="waiting">{words.checking}</State>}
          {state === 'sending' && sent < size && (
            <Button kind="small" onClick={() => void pause(classId, id)}>
              {words.pause}
            </Button>
          )}
          {(state === 'paused' || (state === 'failed' && problem?.code !== 'file-refused')) && (
            <Button kind="small" onClick={() => goOn(classId, id)}>
              {words.goOn}
            </Button>
          )}
          {(state === 'done' || state === 'failed') && (
            <Button kind="small" onClick={() => putAway(classId, id)}>
              {words.putAway}
            </Button>
          )}
        </span>
      </div>
      {state !== 'done' && <progress max={size} value={sent} aria-label={name} />}
      {problem && state === 'failed' && <ProblemNote problem={problem} />}
    </li>
  )
}

function Unfinished({ upload, onChanged }: { upload: Upload; onChanged: () => Promise<void> }) {
  const [asking, setAsking] = useState(false)
  const act = useAct()
  const { id, name, size, received, refused } = upload
  return (
    <li class="stack-tight">
      <div class="row-between">
        <span>
          {name}{' '}
          <span class="quiet small">
            {upload.lesson?.title ?? words.wholeCourse} · {amount(received, size)}
          </span>
        </span>
        <Button kind="small" onClick={() => setAsking(true)}>
          {refused === undefined ? words.cancelUpload : words.putAway}
          <span class="hidden-visually">：{name}</span>
        </Button>
      </div>
      {refused !== undefined && (
        <p class="row">
          <State is="wrong">{words.refusedUpload}</State>
          <span>{refused}</span>
        </p>
      )}
      {asking && (
        <Confirm
          title={words.cancelTitle}
          action={words.cancelUpload}
          act={act}
          onConfirm={() =>
            void act.run(async () => {
              await media.cancel(id)
              setAsking(false)
              await onChanged()
            })
          }
          onClose={() => setAsking(false)}
        >
          <p>{words.cancelLead(name)}</p>
        </Confirm>
      )}
    </li>
  )
}
