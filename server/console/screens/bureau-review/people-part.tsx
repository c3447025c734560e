import { useState } from 'preact/hooks'
import { type ReviewPersonRow, reviewPersonFilters } from '../../../../shared/api/bureau-review'
import { useAct } from '../../client/act'
import { ofReview, reviews } from '../../client/bureau-review'
import { mayWrite } from '../../client/session'
import { announce } from '../../parts/announce'
import { Button } from '../../parts/button'
import { Empty, Note, ProblemNote } from '../../parts/note'
import { DataTable } from '../../parts/table/data-table'
import { peopleColumns } from './people-columns'
import { peopleWords } from './people-words'
import { ReviewLines } from './review-lines'
import { openOf, type PartProps } from './review-page'
import { RulingForm } from './ruling-form'
import { words } from './words'

/** Everybody the claim asks for, with what is accepted; several at once can be ruled on. */
export function PeoplePart({ claim, onChange }: PartProps) {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const [chosen, setChosen] = useState<{ rows: readonly ReviewPersonRow[]; done: () => Promise<void> }>()
  const [version, setVersion] = useState(0)
  const act = useAct()
  const waits = claim.status === 'received'
  const writes = mayWrite() && waits && openOf(claim) === undefined
  const toggle = (id: string) => {
    const next = new Set(open)
    if (!next.delete(id)) next.add(id)
    setOpen(next)
  }
  const restore = (rows: readonly ReviewPersonRow[], done: () => Promise<void>) =>
    void act.run(async () => {
      const none = { online: '0', offline: '0', incomplete: false, whole: false, money: 0, reason: '' }
      onChange(await reviews.rule(claim.id, { ...none, people: rows.map(({ id }) => id) }))
      announce(peopleWords.saved)
      await done()
    })
  return (
    <div class="stack">
      {act.problem && <ProblemNote problem={act.problem} />}
      {mayWrite() && waits && !writes && <Note is="attention">{peopleWords.closed}</Note>}
      {chosen && (
        <RulingForm
          claim={claim.id}
          rows={chosen.rows}
          onClose={() => setChosen(undefined)}
          onSaved={async (changed) => {
            onChange(changed)
            setVersion(version + 1)
            setChosen(undefined)
            await chosen.done()
          }}
        />
      )}
      <DataTable<ReviewPersonRow>
        id="review-people"
        caption={words.parts.people}
        path={ofReview(claim.id, '/people')}
        load={reviews.people(claim.id)}
        version={version}
        columns={peopleColumns(open, toggle)}
        keyOf={({ id }) => id}
        nameOf={({ number, name }) => `${number} ${name}`}
        searchLabel={peopleWords.find}
        filterLabel={peopleWords.filter}
        filters={[
          { value: '', label: words.all },
          ...reviewPersonFilters.map((value) => ({ value, label: peopleWords.filters[value] })),
        ]}
        first={{ sort: 'number' }}
        empty={<Empty title={peopleWords.empty} />}
        inner={(row) => open.has(row.id) && <ReviewLines row={row} />}
        {...(writes && {
          bulk: ({ rows, done }) => (
            <>
              <Button kind="small" onClick={() => setChosen({ rows, done })}>
                {peopleWords.rule}
              </Button>
              <Button kind="small" act={act} onClick={() => restore(rows, done)}>
                {peopleWords.restore}
              </Button>
            </>
          ),
        })}
      />
    </div>
  )
}
