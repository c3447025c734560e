import { useState } from 'preact/hooks'
import type { RosterReport } from '../../../../shared/api/roster'
import { useAct } from '../../client/act'
import { api } from '../../client/api'
import { Problem } from '../../client/problem'
import { announce } from '../../parts/announce'
import { Button, DownloadButton } from '../../parts/button'
import { Drop } from '../../parts/drop'
import { Note, ProblemNote } from '../../parts/note'
import { fileWords } from './file-words'
import { type Place, PlacesTable } from './places-table'

type Stage =
  | { at: 'choose' }
  | { at: 'refused'; name: string; places: Place[]; message: string }
  | { at: 'preview'; file: File; report: RosterReport }
  | { at: 'done'; report: RosterReport }

/** Choose, look at what would happen, then import: nothing changes before the last step. */
export function ImportTab({ classId, onImported }: { classId: string; onImported: () => Promise<void> }) {
  const [stage, setStage] = useState<Stage>({ at: 'choose' })
  const [checking, setChecking] = useState('')
  const act = useAct()

  const check = (file: File) => {
    setStage({ at: 'choose' })
    setChecking(file.name)
    void act
      .run(async () => {
        try {
          const report = await api.roster(classId, file, true)
          setStage({ at: 'preview', file, report })
          announce(`${fileWords.previewTitle(file.name)}，${fileWords.added(report.added)}`)
        } catch (error) {
          const places = placesIn(error)
          if (!places) throw error
          setStage({ at: 'refused', name: file.name, ...places })
          announce(fileWords.refusedTitle(places.places.length))
        }
      })
      .then(() => setChecking(''))
  }
  const take = (file: File) =>
    void act.run(async () => {
      const report = await api.roster(classId, file, false)
      setStage({ at: 'done', report })
      announce(fileWords.imported(report.added))
      await onImported()
    })

  return (
    <div class="stack">
      <div class="row-between">
        <p class="prose">{fileWords.importLead}</p>
        <DownloadButton fetch={() => api.rosterTemplate(classId)}>{fileWords.template}</DownloadButton>
      </div>
      {(stage.at === 'choose' || stage.at === 'refused') && (
        <Drop hint={fileWords.importDrop} accept=".xlsx" onFiles={([file]) => file && check(file)} />
      )}
      {checking !== '' && <p role="status">{fileWords.checking(checking)}</p>}
      {act.problem && <ProblemNote problem={act.problem} />}
      {stage.at === 'refused' && (
        <>
          <Note is="wrong" alert>
            <p class="label">
              {stage.name}：{fileWords.refusedTitle(stage.places.length)}
            </p>
            <p>{stage.message}</p>
          </Note>
          <PlacesTable places={stage.places} caption={fileWords.refusedTitle(stage.places.length)} />
        </>
      )}
      {stage.at === 'preview' && (
        <>
          <Note is="counted">
            <p class="label">{fileWords.previewTitle(stage.file.name)}</p>
            <p>
              {fileWords.added(stage.report.added)}，{fileWords.unchanged(stage.report.unchanged)}
              {stage.report.renamed > 0 && fileWords.renamed(stage.report.renamed)}
            </p>
          </Note>
          <Warnings report={stage.report} />
          <div class="row">
            <Button kind="main" act={act} disabled={nothing(stage.report)} onClick={() => take(stage.file)}>
              {nothing(stage.report) ? fileWords.nothingNew : fileWords.importAct(stage.report.added)}
            </Button>
            <Button onClick={() => setStage({ at: 'choose' })}>{fileWords.another}</Button>
          </div>
        </>
      )}
      {stage.at === 'done' && (
        <>
          <Note is="counted">
            <p class="label">{fileWords.imported(stage.report.added)}</p>
            <p>{fileWords.unchanged(stage.report.unchanged)}</p>
          </Note>
          <div class="row">
            <a class="button button-main" href={`/classes/${classId}/codes`}>
              {fileWords.toCodes}
            </a>
            <Button onClick={() => setStage({ at: 'choose' })}>{fileWords.another}</Button>
          </div>
          <Warnings report={stage.report} />
        </>
      )}
    </div>
  )
}

const nothing = ({ added, renamed }: RosterReport) => added + renamed === 0

function Warnings({ report: { warnings } }: { report: RosterReport }) {
  if (warnings.length === 0) return null
  return (
    <>
      <Note is="attention">{fileWords.warnings(warnings.length)}</Note>
      <PlacesTable places={warnings} caption={fileWords.warnings(warnings.length)} />
    </>
  )
}

/** The places of a refused roster; undefined for any other trouble. */
function placesIn(error: unknown): { places: Place[]; message: string } | undefined {
  return error instanceof Problem && error.places.length > 0
    ? { places: error.places, message: error.message }
    : undefined
}
