import { useState } from 'preact/hooks'
import type { YearLimitRow } from '../../../../shared/api/bureau-across'
import { dayOf, showTime } from '../../../../shared/calendar/beijing'
import { useAct } from '../../client/act'
import { bureauAcross } from '../../client/bureau-across'
import { useLoad } from '../../client/load'
import { isOneOf } from '../../client/session'
import { announce } from '../../parts/announce'
import { Button } from '../../parts/button'
import { TextField } from '../../parts/field'
import { Loading, ProblemNote } from '../../parts/note'
import { Scroll } from '../../parts/scroll'
import { words } from './words'

/** 每人每年补贴次数, dated and with where each comes from; another one from a day on. */
export function YearLimits() {
  const { data, problem, refresh } = useLoad(bureauAcross.yearLimits, 'year-limits')
  return (
    <section class="card stack" aria-labelledby="year-limits">
      <h2 id="year-limits">{words.limits}</h2>
      <p class="prose">{words.limitsLead}</p>
      {data ? (
        <Limits limits={data} />
      ) : problem ? (
        <ProblemNote problem={problem} retry={() => void refresh()} />
      ) : (
        <Loading />
      )}
      {isOneOf('administrator', 'manager') && <Another onSet={refresh} />}
    </section>
  )
}

function Limits({ limits }: { limits: readonly YearLimitRow[] }) {
  return (
    <div class="table-frame">
      <Scroll label={words.set}>
        <table>
          <caption class="hidden-visually">{words.set}</caption>
          <thead>
            <tr>
              <th scope="col">{words.from}</th>
              <th scope="col" class="number">
                {words.times}
              </th>
              <th scope="col">{words.source}</th>
              <th scope="col">{words.by}</th>
            </tr>
          </thead>
          <tbody>
            {limits.map(({ from, times, source, by, at }) => (
              <tr key={`${from}/${at ?? ''}`}>
                <th scope="row" class="nowrap">
                  {from}
                </th>
                <td class="number">{times}</td>
                <td>{source}</td>
                <td>
                  {by ?? words.shipped} {at !== undefined && <span class="small quiet">{showTime(at)}</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </div>
  )
}

function Another({ onSet }: { onSet: () => Promise<void> }) {
  const [draft, setDraft] = useState({ from: dayOf(Date.now()), times: '3', source: '' })
  const act = useAct()
  const submit = (event: Event) => {
    event.preventDefault()
    void act.run(async () => {
      await bureauAcross.setYearLimit({ ...draft, source: draft.source.trim(), times: Number(draft.times) })
      announce(words.saved)
      await onSet()
    })
  }
  return (
    <form class="stack form" onSubmit={submit}>
      <TextField
        type="date"
        short
        label={words.from}
        value={draft.from}
        onChange={(from) => setDraft({ ...draft, from })}
      />
      <TextField
        short
        inputMode="decimal"
        label={words.times}
        value={draft.times}
        onChange={(text) => setDraft({ ...draft, times: text.replace(/\D/g, '').slice(0, 2) })}
      />
      <TextField
        label={words.source}
        help={words.sourceHelp}
        maxLength={300}
        value={draft.source}
        onChange={(source) => setDraft({ ...draft, source })}
      />
      {act.problem && <ProblemNote problem={act.problem} />}
      <div>
        <Button submit act={act} disabled={draft.source.trim() === '' || Number(draft.times) < 1}>
          {words.set}
        </Button>
      </div>
    </form>
  )
}
