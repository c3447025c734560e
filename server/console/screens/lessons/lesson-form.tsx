import { useId, useState } from 'preact/hooks'
import type { LessonPlan, LessonRequest, LessonRow } from '../../../../shared/api/lessons'
import { dayOf } from '../../../../shared/calendar/beijing'
import { useAct } from '../../client/act'
import { announce } from '../../parts/announce'
import { Button } from '../../parts/button'
import { Choices, Field, SelectField, TextField } from '../../parts/field'
import { ProblemNote } from '../../parts/note'
import { common } from '../../words/common'
import { type LessonDraft, type LessonTrouble, readLesson } from './lesson-draft'
import { words } from './words'

interface Props {
  first: LessonDraft
  plan: LessonPlan
  /** Lessons that another can be held again for. */
  others: readonly LessonRow[]
  save: (request: LessonRequest) => Promise<void>
}

/** One lesson: what, by whom, where and when. */
export function LessonForm({ first, plan, others, save }: Props) {
  const [draft, setDraft] = useState(first)
  const [trouble, setTrouble] = useState<LessonTrouble>()
  const act = useAct()
  const set = (part: Partial<LessonDraft>) => setDraft({ ...draft, ...part })
  const needed = (field: LessonTrouble) => (trouble === field ? common.required : undefined)
  const submit = (event: Event) => {
    event.preventDefault()
    const read = readLesson(draft)
    setTrouble('trouble' in read ? read.trouble : undefined)
    if ('trouble' in read) return
    void act.run(async () => {
      await save(read.request)
      const { form, practice, course, teacher, place } = draft
      setDraft({ ...first, form, practice, course, teacher, place })
      announce(words.saved)
    })
  }
  const missed = others.filter(({ course, cancelled }) => course === draft.course && cancelled === undefined)
  return (
    <form class="stack form" onSubmit={submit} noValidate>
      <Choices
        legend={words.form}
        name="lesson-form"
        value={draft.form}
        onChange={(value) => set({ form: value === 'live' ? 'live' : 'offline' })}
        options={[
          { value: 'offline', label: words.forms.offline },
          { value: 'live', label: words.forms.live },
        ]}
      />
      <SelectField
        label={words.course}
        value={draft.course}
        onChange={(course) => {
          const found = plan.courses.find(({ key }) => key === course)
          set({ course, makesUp: '', ...(found && { practice: found.practice }) })
        }}
        options={plan.courses.map(({ key, title }) => ({ value: key, label: title }))}
      />
      <label class="choice">
        <input
          type="checkbox"
          checked={draft.practice}
          onChange={(event) => set({ practice: event.currentTarget.checked })}
        />
        <span>{words.isPractice}</span>
      </label>
      <TextField
        label={words.content}
        maxLength={300}
        value={draft.content}
        error={needed('content')}
        onChange={(content) => set({ content })}
      />
      <Suggested
        label={words.teacher}
        maxLength={50}
        value={draft.teacher}
        from={plan.teachers}
        error={needed('teacher')}
        onChange={(teacher) => set({ teacher })}
      />
      <Suggested
        label={draft.form === 'live' ? words.platform : words.place}
        maxLength={100}
        value={draft.place}
        from={plan.places}
        error={needed('place')}
        onChange={(place) => set({ place })}
      />
      <div class="lesson-when">
        <TextField
          type="date"
          label={words.day}
          value={draft.day}
          error={needed('day')}
          onChange={(day) => set({ day })}
        />
        <Clock label={words.from} value={draft.from} onChange={(from) => set({ from })} />
        <Clock
          label={words.to}
          value={draft.to}
          error={trouble === 'times' ? words.times : undefined}
          onChange={(to) => set({ to })}
        />
        <TextField
          short
          inputMode="decimal"
          label={words.hours}
          value={draft.hours}
          error={trouble === 'hours' ? words.decimal : undefined}
          onChange={(hours) => set({ hours })}
        />
      </div>
      <p class="help">{words.hoursHelp}</p>
      {missed.length > 0 && (
        <SelectField
          optional
          label={words.makesUp}
          value={draft.makesUp}
          onChange={(makesUp) => set({ makesUp })}
          options={[
            { value: '', label: words.notMakeUp },
            ...missed.map(({ id, from, content }) => ({ value: id, label: `${dayOf(from)} ${content}` })),
          ]}
        />
      )}
      {draft.form === 'live' && (
        <TextField
          optional
          label={words.recording}
          help={words.recordingHelp}
          maxLength={300}
          value={draft.recording}
          onChange={(recording) => set({ recording })}
        />
      )}
      <TextField
        optional
        label={words.remark}
        maxLength={300}
        value={draft.remark}
        onChange={(remark) => set({ remark })}
      />
      {act.problem && <ProblemNote problem={act.problem} />}
      <div class="row">
        <Button submit kind="main" act={act}>
          {common.save}
        </Button>
      </div>
    </form>
  )
}

interface Line {
  label: string
  value: string
  error?: string | undefined
  onChange: (value: string) => void
}

/** A text that is mostly one of a few that are known. */
function Suggested({ from, maxLength, ...line }: Line & { from: readonly string[]; maxLength: number }) {
  const list = useId()
  return (
    <Field label={line.label} error={line.error}>
      {(wiring) => (
        <>
          <input
            {...wiring}
            class="input"
            list={list}
            maxLength={maxLength}
            autocomplete="off"
            value={line.value}
            onInput={(event) => line.onChange(event.currentTarget.value)}
          />
          <datalist id={list}>
            {from.map((one) => (
              <option key={one} value={one} />
            ))}
          </datalist>
        </>
      )}
    </Field>
  )
}

function Clock({ label, value, error, onChange }: Line) {
  return (
    <Field label={label} error={error}>
      {(wiring) => (
        <input
          {...wiring}
          class="input input-short"
          type="time"
          value={value}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  )
}
