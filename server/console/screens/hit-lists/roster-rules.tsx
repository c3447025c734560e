import { useState } from 'preact/hooks'
import type { RosterRules } from '../../../../shared/people/roster-rules'
import { useAct } from '../../client/act'
import { useLoad } from '../../client/load'
import { roster } from '../../client/roster'
import { mayWrite } from '../../client/session'
import { announce } from '../../parts/announce'
import { Button } from '../../parts/button'
import { Choices, TextField } from '../../parts/field'
import { Loading, ProblemNote } from '../../parts/note'
import { words } from './words'

/** How often, how young, and whether again: values of this organisation with where they come from. */
export function RosterRulesForm() {
  const { data, problem, refresh } = useLoad(() => roster.rules(), 'roster-rules')
  return (
    <section class="card stack" aria-labelledby="roster-rules">
      <h2 id="roster-rules">{words.rules}</h2>
      <p class="prose">{words.rulesLead}</p>
      {data ? (
        <Form rules={data} />
      ) : problem ? (
        <ProblemNote problem={problem} retry={() => void refresh()} />
      ) : (
        <Loading />
      )}
    </section>
  )
}

function Form({ rules }: { rules: RosterRules }) {
  const [draft, setDraft] = useState(rules)
  const act = useAct()
  const submit = (event: Event) => {
    event.preventDefault()
    void act.run(async () => {
      setDraft(await roster.setRules(draft))
      announce(words.saved)
    })
  }
  const whole = (text: string) => Math.min(99, Number(text.replace(/\D/g, '') || '0'))
  return (
    <form class="stack form" onSubmit={submit}>
      <TextField
        short
        inputMode="decimal"
        label={words.timesPerYear}
        help={words.timesPerYearHelp}
        value={String(draft.timesPerYear)}
        onChange={(text) => setDraft({ ...draft, timesPerYear: whole(text) })}
      />
      <TextField
        short
        inputMode="decimal"
        label={words.youngest}
        help={words.youngestHelp}
        value={String(draft.youngest)}
        onChange={(text) => setDraft({ ...draft, youngest: whole(text) })}
      />
      <Choices
        legend={words.again}
        name="again"
        value={draft.sameLevelAgain}
        onChange={(value) => setDraft({ ...draft, sameLevelAgain: value === 'refuse' ? 'refuse' : 'warn' })}
        options={[
          { value: 'warn', label: words.againWarn },
          { value: 'refuse', label: words.againRefuse },
        ]}
      />
      <Choices
        legend={words.status}
        name="status"
        value={draft.status}
        onChange={(value) => setDraft({ ...draft, status: value === 'confirmed' ? 'confirmed' : 'to-be-confirmed' })}
        options={[
          { value: 'to-be-confirmed', label: words.toBeConfirmed },
          { value: 'confirmed', label: words.confirmed },
        ]}
      />
      <TextField
        label={words.basis}
        maxLength={500}
        value={draft.source}
        onChange={(source) => setDraft({ ...draft, source })}
      />
      {act.problem && <ProblemNote problem={act.problem} />}
      {mayWrite() && (
        <div class="row">
          <Button submit act={act}>
            {words.save}
          </Button>
        </div>
      )}
    </form>
  )
}
