import { useState } from 'preact/hooks'
import type { FilingAnswer } from '../../../../shared/api/bureau-register'
import { dayOf } from '../../../../shared/calendar/beijing'
import { type Outcome, outcomes } from '../../../../shared/plan/decision'
import { useAct } from '../../client/act'
import { register } from '../../client/bureau-register'
import { announce } from '../../parts/announce'
import { linesOf, TextArea } from '../../parts/area'
import { Button } from '../../parts/button'
import { Confirm } from '../../parts/confirm'
import { Choices, TextField } from '../../parts/field'
import { Checks } from '../../parts/rows'
import { words } from './words'

/** The decision on a filing; what was found missing is ticked already when it goes back. */
export function Decide({ filing, onDecided }: { filing: FilingAnswer; onDecided: (filing: FilingAnswer) => void }) {
  const { id, kind, problems } = filing
  const act = useAct()
  const found = problems.filter(({ note }) => !note).map(({ message }) => message)
  const all = [...new Set(problems.map(({ message }) => message))]
  const [outcome, setOutcome] = useState<Outcome>(found.length > 0 ? 'returned' : 'agreed')
  const [number, setNumber] = useState('')
  const [date, setDate] = useState(dayOf(Date.now()))
  const [told, setTold] = useState<string[]>(found)
  const [more, setMore] = useState('')
  const [remarks, setRemarks] = useState('')
  const [asked, setAsked] = useState(false)
  const missing = outcome === 'returned' ? [...told, ...linesOf(more).map((line) => line.trim())] : []
  const ready =
    date !== '' &&
    (outcome === 'agreed' ? number.trim() !== '' : outcome === 'returned' ? missing.length > 0 : remarks.trim() !== '')
  const decide = () =>
    void act.run(async () => {
      onDecided(await register.decide(id, { outcome, number: number.trim(), date, remarks: remarks.trim(), missing }))
      announce(words.decided)
    })
  return (
    <section class="card stack no-print" aria-labelledby="filing-decide">
      <h2 id="filing-decide">{words.decide}</h2>
      <p class="quiet prose">{words.decideLead}</p>
      <form
        class="form stack"
        onSubmit={(event) => {
          event.preventDefault()
          setAsked(true)
        }}
      >
        <Choices
          legend={words.outcome}
          name="filing-outcome"
          value={outcome}
          onChange={(value) => setOutcome(outcomes.find((one) => one === value) ?? 'returned')}
          options={outcomes.map((value) => ({ value, label: words.outcomes[value] }))}
        />
        {outcome === 'returned' && (
          <>
            {all.length > 0 && (
              <Checks
                legend={words.missing}
                all={all.map((value) => ({ value, label: value }))}
                chosen={told}
                onChange={setTold}
              />
            )}
            <TextArea label={words.more} optional value={more} maxLength={2000} onChange={setMore} />
          </>
        )}
        <div class="pair">
          {outcome === 'agreed' && (
            <TextField label={words.agreedNumber[kind]} value={number} maxLength={100} onChange={setNumber} />
          )}
          <TextField
            type="date"
            label={words.date}
            help={outcome === 'agreed' ? words.dateHelp : undefined}
            value={date}
            onChange={setDate}
          />
        </div>
        <TextArea
          label={words.remarks}
          optional={outcome !== 'refused'}
          rows={2}
          value={remarks}
          maxLength={1000}
          onChange={setRemarks}
        />
        <div class="row">
          <Button kind="main" submit disabled={!ready}>
            {words.submit}
          </Button>
        </div>
      </form>
      {asked && (
        <Confirm
          title={words.submit}
          action={words.submit}
          act={act}
          onClose={() => setAsked(false)}
          onConfirm={decide}
        >
          <p>{words.confirmText(filing.title, words.outcomes[outcome])}</p>
        </Confirm>
      )}
    </section>
  )
}
