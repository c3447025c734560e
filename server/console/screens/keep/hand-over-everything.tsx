import { useEffect } from 'preact/hooks'
import { showTime } from '../../../../shared/calendar/beijing'
import { build, builds, resumeBuild } from '../../client/builds'
import { keep } from '../../client/keep'
import { WorkProgress } from '../../parts/build-progress'
import { Button } from '../../parts/button'
import { Note } from '../../parts/note'
import { fileSize } from '../../words/amounts'
import { handOverWords as words } from './hand-over-words'

const OF = 'hand-over'

/** 单位终止: everything that the bureau takes over, made while one does something else. */
export function HandOverEverything() {
  useEffect(() => void resumeBuild(OF), [])
  const made = builds.value.get(OF)
  const busy = made?.at === 'starting' || made?.at === 'running'
  return (
    <section class="card stack narrow no-print" aria-labelledby="hand-over-everything">
      <h2 id="hand-over-everything">{words.everything}</h2>
      <p class="prose">{words.everythingLead}</p>
      <div class="row">
        <Button disabled={busy} onClick={() => void build(OF, keep.handOverEverything)}>
          {words.everythingMake}
        </Button>
      </div>
      <WorkProgress build={made} doing={words.everythingDoing} />
      {made?.at === 'built' && (
        <Note is="counted">
          <p class="row">
            <span>
              {made.job.name}（{fileSize(made.job.bytes ?? 0)}）
            </span>
            <a class="button button-small" href={`/api/jobs/${made.job.id}/file`} download>
              {words.everythingFetch}
            </a>
          </p>
          {made.job.until !== undefined && <p class="small quiet">{words.everythingKept(showTime(made.job.until))}</p>}
        </Note>
      )}
    </section>
  )
}
