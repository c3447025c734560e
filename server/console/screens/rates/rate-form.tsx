import { useState } from 'preact/hooks'
import * as v from 'valibot'
import { type EnterRateTable, enterRateTable } from '../../../../shared/api/claims'
import { useAct } from '../../client/act'
import { claims } from '../../client/claims'
import { Problem } from '../../client/problem'
import { announce } from '../../parts/announce'
import { Button } from '../../parts/button'
import { Drop } from '../../parts/drop'
import { SelectField, TextField } from '../../parts/field'
import { ProblemNote } from '../../parts/note'
import { common } from '../../words/common'
import { kinds, type RateDraft, requestOf, usualLevels } from './draft'
import { Check, type Editing, Rules, wrongMoney } from './rate-rules'
import { words } from './words'

interface Props {
  first: RateDraft
  onDone: () => void
  onClose: () => void
}

const perWords = { hour: words.perHour, head: words.perHead, day: words.perDay, cost: words.share } as const

/** One rate table, typed; a form that is not whole is not sent. */
export function RateForm({ first, onDone, onClose }: Props) {
  const [draft, setDraft] = useState(first)
  const act = useAct()
  const edit = (change: Partial<RateDraft>) => setDraft({ ...draft, ...change })
  const request = requestOf(draft)
  const submit = (event: Event) => {
    event.preventDefault()
    if (request)
      void act.run(async () => {
        await claims.enterRateTable(request)
        announce(words.entered)
        onDone()
      })
  }
  return (
    <form class="card form stack narrow" onSubmit={submit}>
      <h2>{draft.id === undefined ? words.form : words.nextVersion}</h2>
      <TextField
        label={words.name}
        help={words.nameHelp}
        value={draft.title}
        maxLength={100}
        onChange={(title) => edit({ title })}
      />
      <TextField
        label={words.source}
        help={words.sourceHelp}
        value={draft.source}
        maxLength={300}
        onChange={(source) => edit({ source })}
      />
      <Check label={words.isConfirmed} on={draft.confirmed} onChange={(confirmed) => edit({ confirmed })} />
      <div class="pair">
        <TextField type="date" label={words.from} value={draft.from} onChange={(from) => edit({ from })} />
        <TextField
          type="date"
          optional
          label={words.to}
          help={words.toHelp}
          value={draft.to}
          onChange={(to) => edit({ to })}
        />
      </div>
      <SelectField
        label={words.datedBy}
        value={draft.datedBy}
        onChange={(value) => edit({ datedBy: days.find((one) => one === value) ?? 'opening' })}
        options={days.map((value) => ({ value, label: words.dated[value] }))}
      />
      <SelectField
        label={words.kind}
        value={draft.kind}
        onChange={(value) => edit({ kind: kinds.find((one) => one === value) ?? 'hour' })}
        options={kinds.map((value) => ({ value, label: words.kinds[value] }))}
      />
      <Amount draft={draft} edit={edit} />
      {draft.kind !== 'other' && <Rules draft={draft} edit={edit} />}
      {act.problem && <ProblemNote problem={act.problem} />}
      <div class="row">
        <Button onClick={onClose}>{common.cancel}</Button>
        <Button kind="main" submit act={act} disabled={!request}>
          {words.save}
        </Button>
      </div>
    </form>
  )
}

const days = ['opening', 'closing', 'certificate', 'claim'] as const

function Amount({ draft, edit }: Editing) {
  switch (draft.kind) {
    case 'other':
      return <Import draft={draft} edit={edit} />
    case 'level':
      return (
        <div class="pair">
          {usualLevels.map((level) => (
            <TextField
              key={level}
              optional
              inputMode="decimal"
              label={level}
              value={draft.levels[level] ?? ''}
              error={wrongMoney(draft.levels[level] ?? '')}
              onChange={(value) => edit({ levels: { ...draft.levels, [level]: value } })}
            />
          ))}
        </div>
      )
    default:
      return (
        <div class="pair">
          <TextField
            inputMode="decimal"
            label={perWords[draft.kind]}
            value={draft.amount}
            error={wrongMoney(draft.amount)}
            onChange={(amount) => edit({ amount })}
          />
          {draft.kind === 'hour' && (
            <SelectField
              label={words.hoursOf}
              value={draft.of}
              onChange={(value) => edit({ of: parts.find((one) => one === value) ?? 'all' })}
              options={parts.map((value) => ({ value, label: words.hourKinds[value] }))}
            />
          )}
        </div>
      )
  }
}

const parts = ['all', 'online', 'offline'] as const

/** A table that has more than the form: its file, checked before anything is sent. */
function Import({ draft, edit }: Editing) {
  const act = useAct()
  const take = (file: File) =>
    void act.run(async () => {
      const table = read(await file.text())
      if (!table) throw new Problem('file-refused', words.fileBad)
      edit({
        imported: table,
        title: draft.title || table.title,
        source: draft.source || table.source,
        from: table.from,
        to: table.to ?? '',
      })
    })
  return (
    <div class="stack-tight">
      <Drop hint={words.file} accept=".json" onFiles={([file]) => file && take(file)} />
      {draft.imported && <p class="quiet">{draft.imported.title}</p>}
      {act.problem && <ProblemNote problem={act.problem} />}
    </div>
  )
}

/** Of a downloaded table: id and version are given by the server. */
function read(text: string): EnterRateTable | undefined {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return undefined
  }
  if (typeof value !== 'object' || value === null) return undefined
  const rest = Object.fromEntries(Object.entries(value).filter(([key]) => key !== 'id' && key !== 'version'))
  const table = v.safeParse(enterRateTable, rest)
  return table.success ? table.output : undefined
}
