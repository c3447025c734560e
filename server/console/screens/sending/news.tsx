import type { CameStatement } from '../../../../shared/api/sending'
import { useAct } from '../../client/act'
import { sending } from '../../client/sending'
import { mayWrite } from '../../client/session'
import { Button } from '../../parts/button'
import { ProblemNote } from '../../parts/note'
import { CameTable } from './came-table'
import { words } from './words'

/** 人社局有新结果, on the start page until somebody has seen it. */
export function News({ news, onSeen }: { news: readonly CameStatement[]; onSeen: () => void }) {
  const act = useAct()
  if (news.length === 0) return null
  return (
    <section class="stack" aria-labelledby="home-news">
      <h2 id="home-news">{words.news}</h2>
      <div class="card stack">
        <CameTable label={`${words.news}（${news.length}）`} came={news} />
        {mayWrite() && (
          <div class="row">
            <Button
              act={act}
              onClick={() =>
                void act.run(async () => {
                  await sending.seen()
                  onSeen()
                })
              }
            >
              {words.newsSeen}
            </Button>
          </div>
        )}
        {act.problem && <ProblemNote problem={act.problem} />}
      </div>
    </section>
  )
}
