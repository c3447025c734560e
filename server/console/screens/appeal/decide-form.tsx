import { useState } from 'preact/hooks'
import type { AppealDetail } from '../../../../shared/api'
import { withoutPlace } from '../../../../shared/look/picture'
import { useAct } from '../../client/act'
import { decisions } from '../../client/decisions'
import { Problem } from '../../client/problem'
import { announce } from '../../parts/announce'
import { Button } from '../../parts/button'
import { Choices, Field, SelectField, TextField } from '../../parts/field'
import { Note, ProblemNote } from '../../parts/note'
import { common } from '../../words/common'
import { type DecisionTrouble, freshDraft, readDraft } from './decision-draft'
import { words } from './words'

/** Accept, in whole or in part, or reject; with a reason that trainee and bureau read. */
export function DecideForm({
  detail: { appeal, courses, byHandCounts },
  done,
}: {
  detail: AppealDetail
  done: () => Promise<void>
}) {
  const [draft, setDraft] = useState(() => freshDraft(appeal, courses))
  const [file, setFile] = useState<File>()
  const [trouble, setTrouble] = useState<DecisionTrouble>()
  const act = useAct()
  const missing = appeal.about.kind === 'missing'
  const error = (which: DecisionTrouble, text: string) => (trouble === which ? text : undefined)
  const submit = (event: Event) => {
    event.preventDefault()
    // Judged before anything is uploaded, as if the file were there.
    const read = readDraft(appeal, draft, file && '0'.repeat(64))
    setTrouble('trouble' in read ? read.trouble : undefined)
    if ('trouble' in read) return
    void act.run(async () => {
      const sent = file && (await withoutPlace(file))
      if (file && !sent) throw new Problem('file-refused', words.pictureBad)
      const evidence = sent && (await decisions.evidence(sent))
      await decisions.decide(appeal.id, { ...read.decision, ...(evidence !== undefined && { evidence }) })
      announce(words.submitted)
      await done()
    })
  }
  return (
    <form class="form stack no-print" onSubmit={submit}>
      <h3>{appeal.state === 'open' ? words.answer : words.answerAgain}</h3>
      <Choices
        legend={words.outcome}
        name="outcome"
        value={draft.outcome}
        onChange={(outcome) => setDraft({ ...draft, outcome: outcome === 'accept' ? 'accept' : 'reject' })}
        options={[
          { value: 'accept', label: words.accept, help: missing ? words.acceptMissingHelp : words.acceptHelp },
          { value: 'reject', label: words.reject },
        ]}
      />
      {trouble === 'outcome' && <p class="state-wrong small">{common.required}</p>}
      {draft.outcome === 'accept' && !missing && (
        <>
          <TimeField label={words.from} value={draft.from} onChange={(from) => setDraft({ ...draft, from })} />
          <TimeField
            label={words.to}
            value={draft.to}
            help={words.partHelp}
            error={error('time', words.badTime)}
            onChange={(to) => setDraft({ ...draft, to })}
          />
        </>
      )}
      {draft.outcome === 'accept' && missing && (
        <>
          {!byHandCounts && <Note is="attention">{words.byHandNotCounted}</Note>}
          <SelectField
            label={words.course}
            value={draft.course}
            onChange={(course) => setDraft({ ...draft, course })}
            options={courses.map(({ key, title }) => ({ value: key, label: title }))}
          />
          <TextField
            short
            inputMode="decimal"
            label={words.minutes}
            value={draft.minutes}
            error={error('minutes', words.badMinutes)}
            onChange={(minutes) => setDraft({ ...draft, minutes })}
          />
        </>
      )}
      <TextField
        label={words.reason}
        help={words.reasonHelp}
        maxLength={300}
        value={draft.reason}
        error={error('reason', common.required)}
        onChange={(reason) => setDraft({ ...draft, reason })}
      />
      <Field
        label={words.evidence}
        help={words.evidenceHelp}
        error={error('evidence', words.evidenceNeeded)}
        optional={!(missing && draft.outcome === 'accept')}
      >
        {(wiring) => (
          <input
            {...wiring}
            type="file"
            accept=".jpg,.jpeg,.png,.webp,.pdf"
            onChange={(event) => setFile(event.currentTarget.files?.[0])}
          />
        )}
      </Field>
      {act.problem && <ProblemNote problem={act.problem} />}
      <div class="row">
        <Button kind="main" submit act={act}>
          {words.submit}
        </Button>
      </div>
    </form>
  )
}

/** A time of the day, to the second. */
export function TimeField({
  label,
  value,
  onChange,
  help,
  error,
}: {
  label: string
  value: string
  onChange: (value: string) => void
  help?: string
  error?: string | undefined
}) {
  return (
    <Field label={label} help={help} error={error}>
      {(wiring) => (
        <input
          {...wiring}
          class="input input-short"
          type="time"
          step="1"
          value={value}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  )
}
