import { useState } from 'preact/hooks'
import * as v from 'valibot'
import type { CalendarAnswer } from '../../../../shared/api/plans'
import { readNotice } from '../../../../shared/calendar/read-notice'
import { type CalendarYear, calendarYear } from '../../../../shared/calendar/year'
import { useAct } from '../../client/act'
import { plans } from '../../client/plans'
import { Problem } from '../../client/problem'
import { announce } from '../../parts/announce'
import { TextArea } from '../../parts/area'
import { Button } from '../../parts/button'
import { Drop } from '../../parts/drop'
import { TextField } from '../../parts/field'
import { Note, ProblemNote } from '../../parts/note'
import { Days, daysOff } from './calendar'
import { words } from './words'

interface Props {
  /** The year that most likely comes next. */
  next: number
  onImported: (years: CalendarAnswer) => void
}

/** The pasted notice is read at once and shown to be compared; nothing is taken that was not looked at. */
export function ImportNotice({ next, onImported }: Props) {
  const [year, setYear] = useState(String(next))
  const [notice, setNotice] = useState('')
  const [text, setText] = useState('')
  const act = useAct()
  const read = typed(year, notice, text)
  const save = (one: CalendarYear) =>
    act.run(async () => {
      onImported(await plans.importCalendar(one))
      setText('')
      announce(words.done(one.year))
    })
  const takeFile = ([file]: File[]) =>
    void act.run(async () => {
      if (!file) return
      const parsed = v.safeParse(
        calendarYear,
        await file
          .text()
          .then(JSON.parse)
          .catch(() => undefined),
      )
      if (!parsed.success) throw new Problem('file-refused', words.badFile)
      onImported(await plans.importCalendar(parsed.output))
      announce(words.done(parsed.output.year))
    })
  return (
    <form
      class="card stack narrow"
      aria-labelledby="import-notice"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (typeof read === 'object') void save(read)
      }}
    >
      <h2 id="import-notice">{words.importTitle}</h2>
      <div class="pair">
        <TextField
          label={words.whichYear}
          value={year}
          maxLength={4}
          error={/^20\d\d$/.test(year) ? undefined : words.badYear}
          onChange={setYear}
        />
        <TextField label={words.number} help={words.numberHelp} value={notice} maxLength={200} onChange={setNotice} />
      </div>
      <TextArea
        label={words.paste}
        help={words.pasteHelp}
        rows={8}
        value={text}
        maxLength={20_000}
        onChange={setText}
      />
      {typeof read === 'string' && <Note is="attention">{read}</Note>}
      {typeof read === 'object' && (
        <Note is="counted">
          <p>{words.read(daysOff(read), read.workdays.length)}</p>
          <Days {...read} />
        </Note>
      )}
      <div class="row">
        <Button kind="main" submit act={act} disabled={typeof read !== 'object'}>
          {words.save}
        </Button>
      </div>
      <h3>{words.file}</h3>
      <Drop hint={words.fileHint} accept=".json" onFiles={takeFile} />
      {act.problem && <ProblemNote problem={act.problem} />}
    </form>
  )
}

/** What was typed as a year's notice, or what is wrong with it; undefined while there is nothing to judge. */
function typed(year: string, notice: string, text: string): CalendarYear | string | undefined {
  if (text.trim() === '' || !/^20\d\d$/.test(year)) return undefined
  const read = readNotice(Number(year), text)
  if (read === 'nothing') return words.nothing
  if (read === 'backwards') return words.backwards
  const number = notice.trim() || /国办发明电〔\d{4}〕\d{1,3}号/.exec(text)?.[0]
  if (number === undefined) return words.noNumber
  const whole = v.safeParse(calendarYear, {
    year: Number(year),
    notice: number,
    source: '本单位导入',
    ...read,
  })
  if (!whole.success) return words.badFile
  return whole.output
}
