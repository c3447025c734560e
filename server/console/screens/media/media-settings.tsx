import { useState } from 'preact/hooks'
import type { MediaState } from '../../../../shared/api/media'
import { useAct } from '../../client/act'
import { jobDone } from '../../client/job-done'
import { useLoad } from '../../client/load'
import { media } from '../../client/media'
import { mayWrite } from '../../client/session'
import { announce } from '../../parts/announce'
import { Button } from '../../parts/button'
import { Loading, Note, ProblemNote } from '../../parts/note'
import { Heading } from '../../parts/page'
import { fileSize } from '../../words/amounts'
import { Disposals } from './disposals'
import { Holds } from './holds'
import { RetentionRules } from './retention-rules'
import { VideoFiles } from './video-files'
import { words } from './words'

/** What the organisation keeps of lecture videos, by which rules, and how they may go. */
export function MediaSettings() {
  const { data, problem, refresh } = useLoad(() => media.state(), 'media')
  // Counts up when files changed, so that the table is read again.
  const [turn, setTurn] = useState(0)
  const changed = async () => {
    setTurn(turn + 1)
    await refresh()
  }
  return (
    <div class="stack-wide">
      <div class="stack">
        <Heading title={words.settings} />
        <p class="prose">{words.settingsLead}</p>
        {!data && (problem ? <ProblemNote problem={problem} retry={() => void refresh()} /> : <Loading />)}
        {data && <Overview state={data} onChecked={changed} />}
      </div>
      {data && (
        <>
          <VideoFiles version={turn} onAsked={changed} />
          <Disposals rows={data.disposals} onChanged={changed} />
          <Holds rows={data.holds} onChanged={changed} />
          <RetentionRules rules={data.rules} onChanged={changed} />
        </>
      )}
    </div>
  )
}

function Overview({ state, onChecked }: { state: MediaState; onChecked: () => Promise<void> }) {
  const act = useAct()
  const [step, setStep] = useState<{ step: string; done: number; all: number }>()
  const check = () =>
    void act.run(async () => {
      await jobDone((await media.check()).job, setStep)
      setStep(undefined)
      announce(words.checked)
      await onChecked()
    })
  return (
    <>
      <p>
        {words.place[state.place]}：{words.sum(state.files, fileSize(state.bytes))}
        {state.place === 'folder' && `；${words.free(fileSize(state.free))}`}
        {state.waiting > 0 && `；${words.waiting(state.waiting)}`}
      </p>
      {state.faulty > 0 && <Note is="wrong">{words.faulty(state.faulty)}</Note>}
      <Note is="attention">{state.place === 's3' ? words.backupS3 : words.backup}</Note>
      {mayWrite() && state.files > 0 && (
        <div class="row">
          <Button act={act} onClick={check}>
            {words.check}
          </Button>
          <span class="quiet small">{words.checkLead}</span>
        </div>
      )}
      {step && (
        <div class="stack-tight">
          <p role="status">{step.step}</p>
          <progress max={Math.max(1, step.all)} value={step.done} aria-label={step.step} />
        </div>
      )}
      {act.problem && <ProblemNote problem={act.problem} />}
    </>
  )
}
