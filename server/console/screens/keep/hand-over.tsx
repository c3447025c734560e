import { useState } from 'preact/hooks'
import type { HandOver as Data } from '../../../../shared/api/keep'
import { showTime } from '../../../../shared/calendar/beijing'
import { useAct } from '../../client/act'
import { keep } from '../../client/keep'
import { useLoad } from '../../client/load'
import { isBureau, isOneOf } from '../../client/session'
import { Button } from '../../parts/button'
import { Field, TextField } from '../../parts/field'
import { Loading, Note, ProblemNote } from '../../parts/note'
import { Heading } from '../../parts/page'
import { common } from '../../words/common'
import { HandOverEverything } from './hand-over-everything'
import { HandOverList } from './hand-over-list'
import { handOverWords as words } from './hand-over-words'

/** 工作移交: what is handed over, filled in where only people know it, then recorded and printed. */
export function HandOver() {
  const { data, problem, refresh } = useLoad(keep.handOver, 'hand-over')
  return (
    <div class="stack-wide hand-over">
      <Heading title={words.title} />
      <p class="prose no-print">{words.lead}</p>
      {problem && <ProblemNote problem={problem} retry={() => void refresh()} />}
      {!data && !problem && <Loading />}
      {data && <Filled data={data} printed={refresh} />}
      {isOneOf('administrator', 'manager') && !isBureau() && <HandOverEverything />}
    </div>
  )
}

function Filled({ data, printed }: { data: Data; printed: () => Promise<void> }) {
  const [to, setTo] = useState('')
  const [filled, setFilled] = useState(data.filledIn)
  const [tried, setTried] = useState(false)
  const act = useAct()
  const put = (part: Partial<Data['filledIn']>) => setFilled({ ...filled, ...part })
  const submit = (event: Event) => {
    event.preventDefault()
    setTried(true)
    if (to.trim() === '') return
    void act.run(async () => {
      await keep.printHandOver({ to: to.trim(), ...filled })
      window.print()
      await printed()
    })
  }
  return (
    <>
      {data.members.some(({ stopped }) => stopped) && (
        <div class="no-print">
          <Note is="attention">{words.stoppedNote}</Note>
        </div>
      )}
      <form class="card stack narrow no-print" onSubmit={submit} noValidate>
        <TextField
          label={words.to}
          value={to}
          maxLength={50}
          onChange={setTo}
          error={tried && to.trim() === '' ? common.required : undefined}
        />
        <TextField
          label={words.knownBy}
          help={words.knownByHelp}
          optional
          value={filled.knownBy}
          maxLength={200}
          onChange={(knownBy) => put({ knownBy })}
        />
        <TextField
          label={words.keysKept}
          help={words.keysKeptHelp}
          optional
          value={filled.keysKept}
          maxLength={200}
          onChange={(keysKept) => put({ keysKept })}
        />
        <Field label={words.remarks} optional>
          {(wiring) => (
            <textarea
              {...wiring}
              class="input"
              rows={3}
              maxLength={2000}
              value={filled.remarks}
              onInput={(event) => put({ remarks: event.currentTarget.value })}
            />
          )}
        </Field>
        {act.problem && <ProblemNote problem={act.problem} />}
        <div class="row">
          <Button kind="main" submit act={act}>
            {words.print}
          </Button>
        </div>
        {data.printed.length > 0 && (
          <details>
            <summary>{words.printed}</summary>
            <ul>
              {data.printed.map(({ at, by, to: whom }) => (
                <li key={at}>{words.printedRow(showTime(at), by, whom)}</li>
              ))}
            </ul>
          </details>
        )}
      </form>
      <HandOverList data={data} filled={filled} to={to} />
    </>
  )
}
