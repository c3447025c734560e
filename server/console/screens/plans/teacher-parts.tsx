import { useState } from 'preact/hooks'
import { readIdNumber } from '../../../../shared/people/id-number'
import { hoursOf, type PlanDetails, type PlanLesson, type PlanTeacher } from '../../../../shared/plan/plan'
import { SelectField, TextField } from '../../parts/field'
import { Checks, newRowId, Rows } from '../../parts/rows'
import { FormSection, type Part } from './form-section'
import { words } from './form-words'

interface Props extends Part {
  details: PlanDetails
  put: (change: Partial<PlanDetails>) => void
}

const freshTeacher = (): PlanTeacher => ({ id: newRowId(), name: '', qualification: '', courses: [], idMasked: '' })

export function TeachersPart({
  details,
  put,
  putTeacherId,
  missing,
}: Props & { putTeacherId: (row: string, id: string) => void }) {
  const courses = details.courses.map(({ id, title }, i) => ({ value: id, label: title || words.course(i + 1) }))
  return (
    <FormSection section="teachers" missing={missing}>
      <Rows
        rows={details.teachers}
        name={words.teacher}
        remove={words.remove}
        add={words.addTeacher}
        fresh={freshTeacher}
        onChange={(teachers) => put({ teachers })}
      >
        {(row, change) => (
          <>
            <div class="pair">
              <TextField
                label={words.teacherName}
                value={row.name}
                maxLength={50}
                onChange={(name) => change({ name })}
              />
              <TextField
                label={words.qualification}
                value={row.qualification}
                maxLength={100}
                onChange={(qualification) => change({ qualification })}
              />
            </div>
            <IdField masked={row.idMasked} onRead={(id) => putTeacherId(row.id, id)} />
            {courses.length > 0 && (
              <Checks
                legend={words.teaches}
                all={courses}
                chosen={row.courses}
                onChange={(chosen) => change({ courses: chosen })}
              />
            )}
          </>
        )}
      </Rows>
    </FormSection>
  )
}

/** Takes a whole number and hands it on once it is one; shows afterwards only what the server shows. */
function IdField({ masked, onRead }: { masked: string; onRead: (id: string) => void }) {
  const [typed, setTyped] = useState('')
  const wrong = typed.length >= 18 && 'problem' in readIdNumber(typed)
  return (
    <TextField
      label={words.idNumber}
      optional
      help={masked === '' ? words.idHelp : words.idKept(masked)}
      error={wrong ? words.idWrong : undefined}
      value={typed}
      maxLength={22}
      onChange={(text) => {
        const read = readIdNumber(text)
        setTyped('problem' in read ? text : '')
        if (!('problem' in read)) onRead(read.id)
      }}
    />
  )
}

export function TimetablePart({ details, put, missing }: Props) {
  const fresh = (): PlanLesson => {
    const last = details.timetable.at(-1)
    return {
      ...{
        id: newRowId(),
        date: last?.date ?? details.period.from,
        content: '',
        hours: '',
        from: last?.from ?? '',
        to: last?.to ?? '',
      },
      ...{
        place: last?.place ?? '',
        teacher: last?.teacher ?? '',
        textbook: last?.textbook ?? '',
        course: last?.course ?? '',
      },
    }
  }
  const none = { value: '', label: words.chooseNone }
  const teachers = [
    none,
    ...details.teachers.map(({ id, name }, i) => ({ value: id, label: name || words.teacher(i + 1) })),
  ]
  const courses = [
    none,
    ...details.courses.map(({ id, title }, i) => ({ value: id, label: title || words.course(i + 1) })),
  ]
  return (
    <FormSection section="timetable" missing={missing}>
      <Rows
        rows={details.timetable}
        name={words.row}
        remove={words.remove}
        add={words.addRow}
        fresh={fresh}
        onChange={(timetable) => put({ timetable })}
      >
        {(row, change) => (
          <>
            <div class="pair">
              <TextField type="date" label={words.rowDate} value={row.date} onChange={(date) => change({ date })} />
              <TextField
                label={words.rowFrom}
                value={row.from}
                maxLength={5}
                onChange={(from) => change({ from: from.trim() })}
              />
              <TextField
                label={words.rowTo}
                value={row.to}
                maxLength={5}
                onChange={(to) => change({ to: to.trim() })}
              />
              <TextField
                label={words.rowHours}
                inputMode="decimal"
                value={row.hours}
                maxLength={7}
                onChange={(hours) => change({ hours: hours.trim() })}
              />
            </div>
            <TextField
              label={words.rowContent}
              value={row.content}
              maxLength={300}
              onChange={(content) => change({ content })}
            />
            <div class="pair">
              <SelectField
                label={words.rowCourse}
                optional
                value={row.course}
                options={courses}
                onChange={(course) => change({ course })}
              />
              <SelectField
                label={words.rowTeacher}
                optional
                value={row.teacher}
                options={teachers}
                onChange={(teacher) => change({ teacher })}
              />
            </div>
            <div class="pair">
              <TextField
                label={words.rowPlace}
                optional
                value={row.place}
                maxLength={100}
                onChange={(place) => change({ place })}
              />
              <TextField
                label={words.rowTextbook}
                optional
                value={row.textbook}
                maxLength={200}
                onChange={(textbook) => change({ textbook })}
              />
            </div>
          </>
        )}
      </Rows>
      {details.timetable.length > 0 && <p class="quiet small">{words.sumOf(hoursOf(details.timetable))}</p>}
    </FormSection>
  )
}
