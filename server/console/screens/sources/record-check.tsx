import type { ClassDetail } from '../../../../shared/api'
import type { SourceChoices, SourceReport } from '../../../../shared/api/sources'
import { showDuration } from '../../../../shared/calendar/beijing'
import type { Act } from '../../client/act'
import { Button } from '../../parts/button'
import { Note } from '../../parts/note'
import { Scroll } from '../../parts/scroll'
import { PlacesTable } from '../class/places-table'
import { ColumnChoice } from './column-choice'
import { importWords } from './import-words'
import { Matches } from './matches'
import { Needed } from './needed'
import { words } from './words'

export interface CheckProps {
  courses: ClassDetail['plan']['courses']
  file: File
  choices: SourceChoices
  report: SourceReport
  act: Act
  /** Looks again, as somebody decided. */
  check: (choices: SourceChoices) => void
  take: () => void
}

/** What a dry run found: what is to be decided, what is wrong, what each person would get. */
export function RecordCheck(props: CheckProps) {
  const { file, choices, report, act, check, take } = props
  const { errors, warnings, notes, people, need } = report
  const decided = need === undefined && errors.length === 0
  return (
    <>
      {errors.length > 0 && (
        <Note is="wrong" alert>
          <p class="label">
            {file.name}：{importWords.refused(errors.length)}
          </p>
        </Note>
      )}
      {need !== undefined && <Needed {...props} need={need} />}
      {decided && (
        <>
          <Note is="counted">
            {file.name}：{importWords.fine(report.rows, people.length, showDuration(report.seconds * 1000))}
          </Note>
          <div class="row">
            <Button kind="main" act={act} onClick={take}>
              {importWords.take(report.rows)}
            </Button>
          </div>
        </>
      )}
      {errors.length > 0 && <PlacesTable places={errors} caption={importWords.refused(errors.length)} />}
      <Matches {...props} />
      {warnings.length > 0 && (
        <>
          <Note is="attention">{importWords.warnings(warnings.length)}</Note>
          <PlacesTable places={warnings} caption={importWords.warnings(warnings.length)} />
        </>
      )}
      {people.length > 0 && <Each people={people} />}
      <ColumnChoice key={JSON.stringify(report.columns)} report={report} choices={choices} check={check} />
      {notes.length > 0 && (
        <section class="card stack-tight">
          <h2>{importWords.notes}</h2>
          <ul class="plain">
            {notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

const SHOWN = 50

function Each({ people }: Pick<SourceReport, 'people'>) {
  return (
    <section class="stack-tight">
      <h2>{importWords.each}</h2>
      <div class="table-frame">
        <Scroll label={importWords.each}>
          <table>
            <caption class="hidden-visually">{importWords.each}</caption>
            <thead>
              <tr>
                <th scope="col">{words.person}</th>
                <th scope="col" class="number">
                  {importWords.platformTime}
                </th>
                <th scope="col" class="number">
                  {importWords.ours}
                </th>
              </tr>
            </thead>
            <tbody>
              {people.slice(0, SHOWN).map(({ seat, number, name, rows, seconds, credited }) => (
                <tr key={seat}>
                  <th scope="row">
                    {number} {name}
                  </th>
                  <td class="number">
                    {showDuration(seconds * 1000)} <span class="small quiet">{importWords.rowsOf(rows)}</span>
                  </td>
                  <td class="number">{showDuration(credited)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      </div>
      {people.length > SHOWN && <p class="small quiet">{importWords.more(people.length - SHOWN)}</p>}
    </section>
  )
}
