import { useState } from 'preact/hooks'
import { verdictWords } from '../../../../shared/api/bureau'
import type { Job } from '../../../../shared/api/jobs'
import { showTime } from '../../../../shared/calendar/beijing'
import { useAct } from '../../client/act'
import { keeping } from '../../client/bureau-keeping'
import { jobDone } from '../../client/job-done'
import { mayWrite } from '../../client/session'
import { Button } from '../../parts/button'
import { ProblemNote } from '../../parts/note'
import { State } from '../../parts/state'
import type { PartProps } from './bureau-keeping'
import { words } from './words'

/** What is not as it came in, with a way to look again. */
export function DamagedPart({ state: { damaged, bytesOnly }, onChange }: PartProps) {
  const act = useAct()
  const [step, setStep] = useState<Job>()
  const again = (id: string) =>
    void act.run(async () => {
      try {
        await jobDone((await keeping.verify(id)).job, setStep)
      } finally {
        setStep(undefined)
      }
      onChange(await keeping.state())
    })
  return (
    <section class="stack" aria-labelledby="keeping-damaged">
      <h2 id="keeping-damaged">{words.damaged}</h2>
      <p class={damaged.length === 0 ? 'quiet' : 'prose'}>
        {damaged.length === 0 ? words.noDamaged : words.damagedLead}
      </p>
      {act.problem && <ProblemNote problem={act.problem} />}
      {damaged.map(({ id, name, number, firm, outcome, at, verdicts }) => (
        <p key={id} class="row">
          <State is="wrong">{words.outcomes[outcome]}</State>
          <span>
            {name} <span class="small quiet">{`${firm} ${number} ${showTime(at)}`}</span>{' '}
            {verdicts && (
              <span class="small">{words.differs(verdictWords[verdicts.was], verdictWords[verdicts.now])}</span>
            )}
          </span>
          {mayWrite() && (
            <Button kind="small" act={act} onClick={() => again(id)}>
              {words.again}
              <span class="hidden-visually">：{name}</span>
            </Button>
          )}
        </p>
      ))}
      {bytesOnly.length > 0 && (
        <>
          <p class="prose">{words.bytesLead}</p>
          <ul>
            {bytesOnly.map(({ id, name, firm, at }) => (
              <li key={id}>
                {name} <span class="small quiet">{`${firm} ${words.outcomes.bytes} ${showTime(at)}`}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {step && (
        <div class="stack-tight">
          <p role="status">{step.step}</p>
          <progress max={Math.max(1, step.all)} value={step.done} aria-label={step.step} />
        </div>
      )}
    </section>
  )
}
