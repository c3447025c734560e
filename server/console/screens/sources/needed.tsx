import { useState } from 'preact/hooks'
import type { sourceNeeds } from '../../../../shared/api/sources'
import { showTime } from '../../../../shared/calendar/beijing'
import { type DurationUnit, durationUnits } from '../../../../shared/sources/fields'
import { Button } from '../../parts/button'
import { SelectField, TextField } from '../../parts/field'
import { Note } from '../../parts/note'
import { importWords } from './import-words'
import type { CheckProps } from './record-check'
import { words } from './words'

type Need = (typeof sourceNeeds)[number]
export const units = Object.entries(durationUnits).map(([value, label]) => ({ value, label }))
export const unitOf = (value: string): DurationUnit | undefined =>
  (['seconds', 'minutes', 'hours', 'class-hours', 'h:mm', 'm:ss'] as const).find((one) => one === value)

/** The one thing that has to be decided next. */
export function Needed(props: CheckProps & { need: Need }) {
  const { need, report, choices, check } = props
  return (
    <Note is="attention">
      <p class="label">{importWords.needs[need]}</p>
      {need === 'sheet' && (
        <SelectField
          label={importWords.needs.sheet}
          value=""
          onChange={(sheet) => check({ ...choices, sheet })}
          options={['', ...report.sheets].map((value) => ({ value, label: value || words.choose }))}
        />
      )}
      {need === 'hidden-rows' && (
        <p class="row">
          <Button kind="small" onClick={() => check({ ...choices, hiddenRows: 'read' })}>
            {importWords.hiddenRead}
          </Button>
          <Button kind="small" onClick={() => check({ ...choices, hiddenRows: 'skip' })}>
            {importWords.hiddenSkip}
          </Button>
        </p>
      )}
      {need === 'unit' && (
        <SelectField
          label={importWords.unit}
          value=""
          onChange={(value) => {
            const unit = unitOf(value)
            if (unit) check({ ...choices, unit })
          }}
          options={[{ value: '', label: words.choose }, ...units]}
        />
      )}
      {need === 'course' && (
        <SelectField
          label={words.course}
          value=""
          onChange={(course) => check({ ...choices, course })}
          options={[
            { value: '', label: words.choose },
            ...props.courses.map(({ key, title }) => ({ value: key, label: title })),
          ]}
        />
      )}
      {need === 'lesson' && <Lesson {...props} />}
      {need === 'repeat' && <Repeat {...props} />}
    </Note>
  )
}

function Lesson({ choices, check }: CheckProps) {
  const [lesson, setLesson] = useState('')
  return (
    <>
      <TextField label={words.lesson} maxLength={300} value={lesson} onChange={setLesson} />
      <p class="row">
        <Button
          kind="small"
          disabled={lesson.trim() === ''}
          onClick={() => check({ ...choices, lesson: lesson.trim() })}
        >
          {importWords.continue}
        </Button>
      </p>
    </>
  )
}

function Repeat({ report, choices, check }: CheckProps) {
  return (
    <>
      {report.earlier.map(({ id, name, at, by }) => (
        <p key={id}>{importWords.earlier(name, showTime(at), by)}</p>
      ))}
      <p class="row">
        <Button kind="small" onClick={() => check({ ...choices, repeat: 'replace' })}>
          {importWords.replace}
        </Button>
        <Button kind="small" onClick={() => check({ ...choices, repeat: 'add' })}>
          {importWords.add}
        </Button>
      </p>
    </>
  )
}
