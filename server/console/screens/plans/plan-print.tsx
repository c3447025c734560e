import { useState } from 'preact/hooks'
import type { PlanAnswer } from '../../../../shared/api/plans'
import { useLoad } from '../../client/load'
import { plans } from '../../client/plans'
import { mayWrite } from '../../client/session'
import { Button } from '../../parts/button'
import { Loading, ProblemNote } from '../../parts/note'
import { Heading } from '../../parts/page'
import { common } from '../../words/common'
import { PaperSheet } from './paper-sheet'
import { paperWords } from './paper-words'
import { words } from './words'

/** The papers as they are printed on A4, each on a page of its own, with room for the seal. */
export function PlanPrint({ plan }: { plan: PlanAnswer }) {
  const [full, setFull] = useState(false)
  const { data, problem, refresh } = useLoad(() => plans.papers(plan.id, full), `papers ${plan.id} ${full}`)
  return (
    <div class="stack-wide">
      <div class="stack no-print">
        <nav class="crumbs" aria-label={words.papers}>
          <a href={`/plans/${plan.id}`}>{plan.details.title || words.untitled}</a>
        </nav>
        <Heading title={words.print}>
          <Button kind="main" onClick={() => window.print()}>
            {common.print}
          </Button>
        </Heading>
        {!full && (
          <p class="row">
            <span class="quiet">{paperWords.printMasked}</span>
            {mayWrite() && (
              <Button kind="small" onClick={() => setFull(true)}>
                {paperWords.printFull}
              </Button>
            )}
          </p>
        )}
      </div>
      {problem && <ProblemNote problem={problem} retry={() => void refresh()} />}
      {!data && !problem && <Loading />}
      {data?.papers.map((paper, i) => (
        <PaperSheet key={`${i} ${paper.title}`} paper={paper} organisation={data.organisation} />
      ))}
    </div>
  )
}
