import { useState } from 'preact/hooks'
import type { KeepingAnswer } from '../../../../shared/api/bureau-keeping'
import { showTime } from '../../../../shared/calendar/beijing'
import { useAct } from '../../client/act'
import { keeping } from '../../client/bureau-keeping'
import { isOneOf, mayWrite } from '../../client/session'
import { announce } from '../../parts/announce'
import { Button, DownloadButton } from '../../parts/button'
import { Confirm } from '../../parts/confirm'
import { TextField } from '../../parts/field'
import { ProblemNote } from '../../parts/note'
import { Scroll } from '../../parts/scroll'
import { State } from '../../parts/state'
import type { PartProps } from './bureau-keeping'
import { words } from './words'

type Disposal = KeepingAnswer['disposals'][number]

/** What is over its term, and 销毁 by two people. */
export function DisposalsPart({ state, onChange }: PartProps) {
  return (
    <section class="stack" aria-labelledby="keeping-disposals">
      <h2 id="keeping-disposals">{words.disposals}</h2>
      {state.over.length === 0 ? <p class="quiet">{words.noOver}</p> : <Over state={state} onChange={onChange} />}
      {state.disposals.map((one) => (
        <Asked key={one.id} disposal={one} onChange={onChange} />
      ))}
    </section>
  )
}

function Over({ state: { over, overAll }, onChange }: PartProps) {
  const act = useAct()
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [reason, setReason] = useState('')
  const submit = (event: Event) => {
    event.preventDefault()
    void act.run(async () => {
      onChange(await keeping.askDisposal({ packages: [...chosen], reason: reason.trim() }))
      announce(words.asked)
      setChosen([])
      setReason('')
    })
  }
  const turn = (id: string, on: boolean) => setChosen(on ? [...chosen, id] : chosen.filter((one) => one !== id))
  return (
    <form class="form stack" onSubmit={submit}>
      {overAll > over.length && <p class="quiet">{words.overMore(over.length, overAll - over.length)}</p>}
      <div class="table-frame">
        <Scroll label={words.over}>
          <table>
            <thead>
              <tr>
                <th scope="col">{words.file}</th>
                <th scope="col">{words.number}</th>
                <th scope="col">{words.firm}</th>
                <th scope="col">{words.over}</th>
              </tr>
            </thead>
            <tbody>
              {over.map(({ id, name, number, firm, last, rule }) => (
                <tr key={id}>
                  <th scope="row">
                    <span class="row">
                      {mayWrite() && (
                        <input
                          type="checkbox"
                          aria-label={words.select(name)}
                          checked={chosen.includes(id)}
                          onChange={(event) => turn(id, event.currentTarget.checked)}
                        />
                      )}
                      <span>{name}</span>
                    </span>
                  </th>
                  <td class="nowrap">{number}</td>
                  <td>{firm}</td>
                  <td>
                    <span class="nowrap">{last}</span> <span class="small quiet">{rule}</span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      </div>
      {act.problem && <ProblemNote problem={act.problem} />}
      {chosen.length > 0 && (
        <div class="stack narrow">
          <TextField label={words.reason} value={reason} maxLength={500} onChange={setReason} />
          <div class="row">
            <Button submit act={act} disabled={reason.trim() === ''}>
              {words.ask}
            </Button>
            <span class="quiet">{words.chosen(chosen.length)}</span>
          </div>
        </div>
      )}
    </form>
  )
}

function Asked({ disposal, onChange }: { disposal: Disposal; onChange: PartProps['onChange'] }) {
  const act = useAct()
  const [asking, setAsking] = useState(false)
  const { id, reason, by, own, at, packages, step } = disposal
  const run = (work: () => Promise<KeepingAnswer>) => act.run(async () => onChange(await work()))
  return (
    <article class="card stack-tight">
      <p>
        <strong>{reason}</strong>{' '}
        {step ? (
          <State is={step.kind === 'done' ? 'counted' : 'idle'}>{words.steps[step.kind]}</State>
        ) : (
          <State is="attention">{own ? words.ownAsked : words.waiting}</State>
        )}
      </p>
      <p class="small quiet">
        {`${by} ${showTime(at)}`}
        {step && ` · ${step.by} ${showTime(step.at)}`}
      </p>
      <ul class="plain">
        {packages.map((one) => (
          <li key={one.id}>
            {one.name} <span class="small quiet">{`${one.firm} ${one.number}`}</span>
          </li>
        ))}
      </ul>
      {step?.kind === 'done' && (
        <div class="row">
          <DownloadButton fetch={() => keeping.disposalPaper(id, 'pdf')}>{words.pdf}</DownloadButton>
          <DownloadButton fetch={() => keeping.disposalPaper(id, 'xlsx')}>{words.xlsx}</DownloadButton>
        </div>
      )}
      {!step && act.problem && !asking && <ProblemNote problem={act.problem} />}
      {!step && mayWrite() && (
        <div class="row">
          {!own && isOneOf('administrator', 'manager') && (
            <Button kind="danger" onClick={() => setAsking(true)}>
              {words.confirm}
            </Button>
          )}
          <Button act={act} onClick={() => void run(() => keeping.withdrawDisposal(id))}>
            {words.withdraw}
          </Button>
        </div>
      )}
      {asking && (
        <Confirm
          title={words.confirmTitle}
          action={words.confirm}
          act={act}
          onConfirm={() =>
            void run(() => keeping.confirmDisposal(id)).then((went) => {
              if (went) setAsking(false)
            })
          }
          onClose={() => setAsking(false)}
        >
          <p class="prose">{words.confirmLead(packages.length)}</p>
        </Confirm>
      )}
    </article>
  )
}
