import { useEffect } from 'preact/hooks'
import { build, builds, resumeBuild } from '../../client/builds'
import { keep } from '../../client/keep'
import { WaitingFile, WorkProgress } from '../../parts/build-progress'
import { Button } from '../../parts/button'
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
      <WaitingFile build={made} kept={words.everythingKept} />
    </section>
  )
}
