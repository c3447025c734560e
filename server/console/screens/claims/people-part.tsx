import { useState } from 'preact/hooks'
import { type ClaimPersonRow, claimPeopleFilters } from '../../../../shared/api/claims'
import { type Act, useAct } from '../../client/act'
import { claims, ofClaim } from '../../client/claims'
import { mayWrite } from '../../client/session'
import { announce } from '../../parts/announce'
import { Button } from '../../parts/button'
import { Empty, ProblemNote } from '../../parts/note'
import { DataTable, type Selection } from '../../parts/table/data-table'
import type { PartProps } from './claim-page'
import { peopleColumns } from './people-columns'
import { words as peopleWords } from './people-words'
import { PersonLines } from './person-lines'
import { words } from './words'

/** Everybody of the claim's classes: whom it asks for with their amounts, and who can be added. */
export function PeoplePart({ claim, onChange }: PartProps) {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const act = useAct()
  const writes = mayWrite() && claim.status === 'draft'
  const ready = claim.classes.reduce((sum, one) => sum + one.ready - one.chosen, 0)
  const toggle = (seat: string) => {
    const next = new Set(open)
    if (!next.delete(seat)) next.add(seat)
    setOpen(next)
  }
  const change = (request: Parameters<typeof claims.choose>[1], done?: () => Promise<void>) =>
    void act.run(async () => {
      onChange(await claims.choose(claim.id, request))
      announce(peopleWords.changed)
      await done?.()
    })
  const employ = (rows: readonly ClaimPersonRow[], day: string, done: () => Promise<void>) =>
    void act.run(async () => {
      onChange(await claims.employment(claim.id, { seats: seatsOf(rows), ...(day !== '' && { day }) }))
      announce(peopleWords.changed)
      await done()
    })
  const bulk = ({ rows, done }: Selection<ClaimPersonRow>) => (
    <>
      <Button kind="small" act={act} onClick={() => change({ add: seatsOf(rows) }, done)}>
        {peopleWords.add}
      </Button>
      <Button kind="small" act={act} onClick={() => change({ remove: seatsOf(rows) }, done)}>
        {peopleWords.remove}
      </Button>
      {claim.needs.employment && <Employment act={act} onNote={(day) => employ(rows, day, done)} />}
    </>
  )
  return (
    <div class="stack">
      {act.problem && <ProblemNote problem={act.problem} />}
      <DataTable<ClaimPersonRow>
        id="claim-people"
        caption={words.parts.people}
        path={ofClaim(claim.id, '/people')}
        load={claims.people(claim.id)}
        version={claim.savedAt + (claim.reckoned?.at ?? 0)}
        columns={peopleColumns(open, toggle, claim.classes.length > 1)}
        keyOf={({ seat }) => seat}
        nameOf={({ number, name }) => `${number} ${name}`}
        searchLabel={peopleWords.findPerson}
        filterLabel={peopleWords.chosen}
        filters={[
          { value: '', label: words.all },
          ...claimPeopleFilters.map((value) => ({ value, label: peopleWords.personFilters[value] })),
        ]}
        first={{ sort: 'number', filter: askedFilter() }}
        empty={<Empty title={peopleWords.noPeople} />}
        inner={(row) => row.line && open.has(row.seat) && <PersonLines name={row.name} line={row.line} />}
        {...(writes && { bulk })}
        tools={
          writes &&
          ready > 0 && (
            <Button kind="small" act={act} onClick={() => change({ ready: true })}>
              {peopleWords.addReady}
            </Button>
          )
        }
      />
    </div>
  )
}

/** Some tables pay by when somebody was employed. */
function Employment({ act, onNote }: { act: Act; onNote: (day: string) => void }) {
  const [day, setDay] = useState('')
  return (
    <>
      <label class="row">
        {peopleWords.employedOn}
        <input
          type="date"
          class="input input-short"
          value={day}
          onInput={(event) => setDay(event.currentTarget.value)}
        />
      </label>
      <Button kind="small" act={act} onClick={() => onNote(day)}>
        {peopleWords.noteEmployment}
      </Button>
    </>
  )
}

const seatsOf = (rows: readonly ClaimPersonRow[]) => rows.map(({ seat }) => seat)

/** The check leads to those it is about. */
function askedFilter(): string {
  const asked = new URLSearchParams(location.search).get('filter')
  return claimPeopleFilters.find((one) => one === asked) ?? ''
}
