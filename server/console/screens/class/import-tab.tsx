import { useState } from 'preact/hooks'
import type { RosterChoices, RosterReport } from '../../../../shared/api/roster'
import { useAct } from '../../client/act'
import { useLoad } from '../../client/load'
import { type Progress, roster } from '../../client/roster'
import { announce } from '../../parts/announce'
import { Button, DownloadButton } from '../../parts/button'
import { Drop } from '../../parts/drop'
import { Note, ProblemNote } from '../../parts/note'
import { ImportCheck } from './import-check'
import { words } from './roster-words'

type Stage =
  | { at: 'choose' }
  | { at: 'checked'; file: File; choices: RosterChoices; report: RosterReport }
  | { at: 'done'; report: RosterReport }

/** Choose, look at what would happen, decide what the file leaves open, then import: nothing changes before the last step. */
export function ImportTab({ classId, onImported }: { classId: string; onImported: () => Promise<void> }) {
  const [stage, setStage] = useState<Stage>({ at: 'choose' })
  const [name, setName] = useState('')
  const [progress, setProgress] = useState<Progress>()
  const act = useAct()
  const { data: changes } = useLoad(() => roster.changes(classId), classId)

  const check = (file: File, choices: RosterChoices) => {
    setName(file.name)
    if (stage.at !== 'checked' || stage.file !== file) setStage({ at: 'choose' })
    void act.run(async () => {
      const report = await roster.check(classId, file, choices)
      setStage({ at: 'checked', file, choices, report })
      const errors = report.errors?.length ?? 0
      announce(errors > 0 ? words.refused(errors) : `${words.fine(file.name)}，${words.added(report.added)}`)
    })
  }
  const take = (file: File, choices: RosterChoices) =>
    void act
      .run(async () => {
        const report = await roster.take(classId, file, choices, setProgress)
        setStage({ at: 'done', report })
        announce(words.imported(report.added))
        await onImported()
      })
      .then(() => setProgress(undefined))

  return (
    <div class="stack">
      <div class="row-between">
        <p class="prose">{words.lead}</p>
        <DownloadButton fetch={() => roster.template(classId)}>{words.template}</DownloadButton>
      </div>
      {changes?.approved && <Note is="attention">{words.approved}</Note>}
      {stage.at !== 'done' && (
        <Drop hint={words.drop} accept=".xlsx,.csv,.txt,.xls" onFiles={([file]) => file && check(file, {})} />
      )}
      {act.busy && <ProgressLine name={name} progress={progress} />}
      {act.problem && (
        <>
          {stage.at === 'choose' && <p class="label">{words.fileRefused(name)}</p>}
          <ProblemNote problem={act.problem} />
        </>
      )}
      {stage.at === 'checked' && (
        <ImportCheck
          key={stage.file.name + stage.file.lastModified}
          classId={classId}
          {...stage}
          act={act}
          check={(choices) => check(stage.file, choices)}
          take={(choices) => take(stage.file, choices)}
        />
      )}
      {stage.at === 'done' && (
        <>
          <Note is="counted">
            <p class="label">{words.imported(stage.report.added)}</p>
            {stage.report.unchanged > 0 && <p>{words.unchanged(stage.report.unchanged)}</p>}
          </Note>
          <div class="row">
            <a class="button button-main" href={`/classes/${classId}/codes`}>
              {words.toCodes}
            </a>
            <a class="button" href={`/classes/${classId}/reach`}>
              {words.toReach}
            </a>
            <Button onClick={() => setStage({ at: 'choose' })}>{words.another}</Button>
          </div>
        </>
      )}
    </div>
  )
}

/** What is being done, and of how many it is done. */
function ProgressLine({ name, progress }: { name: string; progress: Progress | undefined }) {
  const { step, done = 0, of = 0 } = progress ?? {}
  return (
    <div role="status">
      <p>
        {step === undefined ? words.checking(name) : words.progress[step]}
        {step !== undefined && of > 1 && done > 0 && ` ${words.progressOf(done, of)}`}
      </p>
      {of > 1 && <progress class="progress" max={of} value={done} aria-label={step && words.progress[step]} />}
    </div>
  )
}
