import { useState } from 'preact/hooks'
import { payments } from '../../client/bureau-money'
import { Button } from '../../parts/button'
import { Heading } from '../../parts/page'
import { DueTable } from '../bureau-publicity/due-table'
import { TableForm } from './table-form'
import { words } from './words'

/** Cleared claims first, then their accounts and what the table is called. */
export function NewPayment() {
  const [chosen, setChosen] = useState<readonly string[]>([])
  return (
    <div class="stack-wide">
      <div class="stack">
        <nav class="crumbs" aria-label={words.title}>
          <a href="/payments">{words.title}</a>
        </nav>
        <Heading title={words.create} />
      </div>
      {chosen.length > 0 ? (
        <TableForm claims={chosen} onBack={() => setChosen([])} />
      ) : (
        <>
          <p class="prose">{words.chooseLead}</p>
          <DueTable
            id="payable"
            caption={words.choose}
            path="/bureau/payable"
            load={payments.due}
            since={words.since}
            noneTitle={words.noneDue}
            noneLead={words.noneDueLead}
            bulk={({ rows }) => (
              <Button kind="small" onClick={() => setChosen(rows.map(({ id }) => id))}>
                {words.next(rows.length)}
              </Button>
            )}
          />
        </>
      )}
    </div>
  )
}
