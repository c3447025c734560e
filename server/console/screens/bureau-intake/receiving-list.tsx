import { Button } from '../../parts/button'
import { ProblemNote } from '../../parts/note'
import { State } from '../../parts/state'
import { fileSize } from '../../words/amounts'
import { common } from '../../words/common'
import { putAway, type Receiving, receivings } from './receive-queue'
import { words } from './words'

/** What this page sends and the server verifies: how far each is. */
export function ReceivingList() {
  const all = receivings.value
  if (all.length === 0) return null
  return (
    <section class="stack-tight" aria-label={words.receiving}>
      <ul class="uploads">
        {all.map((one) => (
          <Item key={one.id} one={one} />
        ))}
      </ul>
      {all.some(({ state }) => state === 'verifying') && <p class="quiet small">{words.leave}</p>}
    </section>
  )
}

function Item({ one }: { one: Receiving }) {
  const { id, name, size, state, intake, problem } = one
  const { step, value, max } = progressOf(one)
  return (
    <li class="stack-tight">
      <div class="row-between">
        <span>
          {name} <span class="quiet small">{fileSize(size)}</span>
        </span>
        <span class="row">
          {state === 'done' && <State is="counted">{words.done}</State>}
          {state === 'failed' && <State is="wrong">{words.failed}</State>}
          {state === 'done' && intake && (
            <a class="button button-small" href={`/intake/${intake}`}>
              {words.open}
              <span class="hidden-visually">：{name}</span>
            </a>
          )}
          {(state === 'done' || state === 'failed') && (
            <Button kind="small" onClick={() => putAway(id)}>
              {words.putAway}
              <span class="hidden-visually">：{name}</span>
            </Button>
          )}
        </span>
      </div>
      {(state === 'sending' || state === 'verifying') && (
        <>
          <p class="small" role="status">
            {step}
          </p>
          <progress aria-label={name} {...(max > 0 && { value, max })} />
        </>
      )}
      {problem && <ProblemNote problem={problem} />}
    </li>
  )
}

function progressOf({ state, sent, size, job }: Receiving): { step: string; value: number; max: number } {
  if (state === 'sending') {
    const percent = Math.floor((sent / Math.max(size, 1)) * 100)
    return { step: words.sent(percent), value: sent, max: size }
  }
  if (!job) return { step: words.step.queued, value: 0, max: 0 }
  const step = job.all > 0 ? `${job.step} ${common.of(job.done, job.all)}` : job.step
  return { step, value: job.done, max: job.all }
}
