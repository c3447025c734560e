import { useState } from 'preact/hooks'
import type { AbsenceRequest, LessonRow } from '../../../../shared/api/lessons'
import { dayOf } from '../../../../shared/calendar/beijing'
import { useAct } from '../../client/act'
import { lessons } from '../../client/lessons'
import { useLoad } from '../../client/load'
import { roster } from '../../client/roster'
import { announce } from '../../parts/announce'
import { Attachment } from '../../parts/attachment'
import { Button } from '../../parts/button'
import { Choices, SelectField, TextField } from '../../parts/field'
import { ProblemNote } from '../../parts/note'
import { common } from '../../words/common'
import { clock } from './lesson-draft'
import { words } from './words'

const kinds = ['leave', 'made-up', 'withdrawn'] as const
const empty = { kind: 'leave' as AbsenceRequest['kind'], seat: '', lessons: [] as string[], reason: '' }

/** 请假 or 补学 of one person for some lessons. */
export function AbsenceForm({ classId, done }: { classId: string; done: () => Promise<void> }) {
  const { data: people } = useLoad(() => roster.changes(classId), `${classId}/people`)
  const { data: held } = useLoad(() => lessons.list(classId)({ size: 200, sort: 'from' }), `${classId}/all-lessons`)
  const [draft, setDraft] = useState(empty)
  const [evidence, setEvidence] = useState<string>()
  const [missing, setMissing] = useState(false)
  const act = useAct()
  const needed = (text: string) => (missing && text.trim() === '' ? common.required : undefined)
  const open = (held?.rows ?? []).filter(({ cancelled }) => cancelled === undefined)
  const submit = (event: Event) => {
    event.preventDefault()
    const lacks = draft.seat === '' || draft.lessons.length === 0 || draft.reason.trim() === ''
    setMissing(lacks)
    if (lacks) return
    void act.run(async () => {
      await lessons.absence(classId, { ...draft, ...(evidence !== undefined && { evidence }) })
      setDraft(empty)
      setEvidence(undefined)
      announce(words.saved)
      await done()
    })
  }
  return (
    <details class="card">
      <summary>{words.newAbsence}</summary>
      <form class="stack form" onSubmit={submit} noValidate>
        <Choices
          legend={words.kind}
          name="absence-kind"
          value={draft.kind}
          onChange={(value) => setDraft({ ...draft, kind: kinds.find((one) => one === value) ?? 'leave' })}
          options={kinds.map((value) => ({ value, label: words.kinds[value], help: words.kindHelp[value] }))}
        />
        <SelectField
          label={words.person}
          value={draft.seat}
          error={needed(draft.seat)}
          onChange={(seat) => setDraft({ ...draft, seat })}
          options={[
            { value: '', label: words.choose },
            ...(people?.people ?? []).map(({ seat, number, name, id }) => ({
              value: seat,
              label: `${number} ${name} ${id}`,
            })),
          ]}
        />
        <fieldset class="field">
          <legend>{words.which}</legend>
          <div class="lesson-choices">
            {open.map((one) => (
              <Lesson
                key={one.id}
                lesson={one}
                chosen={draft.lessons.includes(one.id)}
                choose={(on) =>
                  setDraft({
                    ...draft,
                    lessons: on ? [...draft.lessons, one.id] : draft.lessons.filter((id) => id !== one.id),
                  })
                }
              />
            ))}
          </div>
          {missing && draft.lessons.length === 0 && (
            <p class="error" role="alert">
              {words.chooseLessons}
            </p>
          )}
        </fieldset>
        <TextField
          label={words.reason}
          help={words.reasonHelp}
          maxLength={300}
          value={draft.reason}
          error={needed(draft.reason)}
          onChange={(reason) => setDraft({ ...draft, reason })}
        />
        <Attachment optional label={words.evidence} hash={evidence} onChange={setEvidence} />
        {act.problem && <ProblemNote problem={act.problem} />}
        <div class="row">
          <Button submit kind="main" act={act}>
            {common.save}
          </Button>
        </div>
      </form>
    </details>
  )
}

function Lesson({
  lesson: { from, content },
  chosen,
  choose,
}: {
  lesson: LessonRow
  chosen: boolean
  choose: (on: boolean) => void
}) {
  return (
    <label class="choice">
      <input type="checkbox" checked={chosen} onChange={(event) => choose(event.currentTarget.checked)} />
      <span>
        <span class="numbers">
          {dayOf(from)} {clock(from)}
        </span>{' '}
        {content}
      </span>
    </label>
  )
}
