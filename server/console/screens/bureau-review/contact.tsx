import { useState } from 'preact/hooks'
import type { ContactAnswer } from '../../../../shared/api/bureau-interview'
import { useAct } from '../../client/act'
import { reviews } from '../../client/bureau-review'
import { Button } from '../../parts/button'
import { ProblemNote } from '../../parts/note'
import { interviewPageWords as words } from './interview-words'

/** How to reach who is interviewed: whole on demand, which is recorded. Not on paper. */
export function Contact({ id, phoneMasked }: { id: string; phoneMasked: string }) {
  const act = useAct()
  const [shown, setShown] = useState<ContactAnswer>()
  return (
    <div class="stack no-print">
      <p class="row">
        <span>
          {words.phone} <span class="mono">{shown ? shown.phone || words.noPhone : phoneMasked || words.noPhone}</span>
        </span>
        {shown && (
          <span>
            {words.idNumber} <span class="mono">{shown.idNumber}</span>
          </span>
        )}
        {!shown && (
          <Button act={act} onClick={() => void act.run(async () => setShown(await reviews.contact(id)))}>
            {words.showContact}
          </Button>
        )}
      </p>
      {act.problem && <ProblemNote problem={act.problem} />}
    </div>
  )
}
