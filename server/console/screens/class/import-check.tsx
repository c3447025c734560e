import { useState } from 'preact/hooks'
import type { RosterChoices, RosterReport } from '../../../../shared/api/roster'
import type { Act } from '../../client/act'
import { roster } from '../../client/roster'
import { Button, DownloadButton } from '../../parts/button'
import { SelectField } from '../../parts/field'
import { Note } from '../../parts/note'
import { emptyReason, type ReasonDraft, ReasonFields, reasonOf } from './change-reason'
import { ColumnChoice } from './column-choice'
import { PlacesTable } from './places-table'
import { words } from './roster-words'

interface Props {
  classId: string
  file: File
  choices: RosterChoices
  report: RosterReport
  act: Act
  /** Looks again, as somebody decided. */
  check: (choices: RosterChoices) => void
  take: (choices: RosterChoices) => void
}

/** What a dry run found, and whatever has to be decided before the import. */
export function ImportCheck({ classId, file, choices, report, act, check, take }: Props) {
  const [reason, setReason] = useState<ReasonDraft>(emptyReason)
  const [missing, setMissing] = useState(false)
  const errors = report.errors ?? []
  const nothing = report.added + report.renamed + (report.updated ?? 0) + (report.accounts ?? 0) === 0
  const decided = errors.length === 0 && (report.need === undefined || report.need === 'change')
  const submit = () => {
    if (report.need !== 'change') return take(choices)
    const change = reasonOf(reason)
    setMissing(!change)
    if (change) take({ ...choices, change })
  }
  return (
    <>
      {report.need === 'sheet' && (
        <SelectField
          label={words.chooseSheet}
          value={choices.sheet ?? ''}
          onChange={(sheet) => check({ ...choices, sheet })}
          options={['', ...(report.sheets ?? [])].map((value) => ({ value, label: value || words.choose }))}
        />
      )}
      {report.need === 'hidden-rows' && (
        <Note is="attention">
          <p class="label">{words.hiddenTitle}</p>
          <p>{words.hiddenLead}</p>
          <p class="row">
            <Button kind="small" onClick={() => check({ ...choices, hiddenRows: 'read' })}>
              {words.hiddenRead}
            </Button>
            <Button kind="small" onClick={() => check({ ...choices, hiddenRows: 'skip' })}>
              {words.hiddenSkip}
            </Button>
          </p>
        </Note>
      )}
      {errors.length > 0 ? (
        <Note is="wrong" alert>
          <p class="label">
            {file.name}：{words.refused(errors.length)}
          </p>
          {(report.need === undefined || report.need === 'hidden-rows') && <p>{words.sound(report.added)}</p>}
        </Note>
      ) : (
        <Note is="counted">
          <p class="label">{words.fine(file.name)}</p>
          <Counts report={report} />
        </Note>
      )}
      {decided && report.need === 'change' && (
        <section class="card stack">
          <div class="stack form">
            <ReasonFields value={reason} onChange={setReason} missing={missing} />
          </div>
        </section>
      )}
      {decided && (
        <div class="row">
          <Button kind="main" act={act} disabled={nothing} onClick={submit}>
            {nothing ? words.nothing : words.take(report.added)}
          </Button>
        </div>
      )}
      {(errors.length > 0 || report.warnings.length > 0) && report.need !== 'columns' && (
        <div class="row">
          <DownloadButton fetch={() => roster.corrected(classId, file, choices)}>{words.corrected}</DownloadButton>
          <span class="small quiet">{words.correctedHelp}</span>
        </div>
      )}
      {errors.length > 0 && <PlacesTable places={errors} caption={words.refused(errors.length)} />}
      {report.warnings.length > 0 && (
        <>
          <Note is="attention">{words.warnings(report.warnings.length)}</Note>
          <PlacesTable places={report.warnings} caption={words.warnings(report.warnings.length)} />
        </>
      )}
      <ColumnChoice key={JSON.stringify(report.columns)} report={report} choices={choices} check={check} />
      {report.notes && report.notes.length > 0 && (
        <section class="card stack-tight">
          <h2>{words.notes}</h2>
          <ul class="plain">
            {report.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

function Counts({ report: { added, unchanged, renamed, updated = 0, accounts = 0 } }: { report: RosterReport }) {
  const parts = [
    words.added(added),
    words.unchanged(unchanged),
    ...(renamed > 0 ? [words.renamed(renamed)] : []),
    ...(updated > 0 ? [words.updated(updated)] : []),
    ...(accounts > 0 ? [words.accounts(accounts)] : []),
  ]
  return <p>{parts.join('，')}</p>
}
