import { useState } from 'preact/hooks'
import { type ChangeKind, type ChangeRequest, type ClassChanges, changeKinds } from '../../../../shared/api/roster'
import { category } from '../../../../shared/people/codes'
import { useAct } from '../../client/act'
import { roster } from '../../client/roster'
import { announce } from '../../parts/announce'
import { Button } from '../../parts/button'
import { Confirm } from '../../parts/confirm'
import { Choices, SelectField, TextField } from '../../parts/field'
import { ProblemNote } from '../../parts/note'
import { common } from '../../words/common'
import { asksPerson, asksSeat, type ChangeDraft, changeOf, emptyChange } from './change-draft'
import { emptyReason, ReasonFields, reasonOf } from './change-reason'
import { words } from './change-words'
import { PlacesTable } from './places-table'

interface Props {
  classId: string
  changes: ClassChanges
  onChanged: () => Promise<void>
}

const kinds = Object.keys(changeKinds).filter((kind): kind is ChangeKind => kind in changeKinds)

/** One change at a time; says what will happen to whom before it does. */
export function ChangeForm({ classId, changes: { people, classes }, onChanged }: Props) {
  const [draft, setDraft] = useState<ChangeDraft>(emptyChange)
  const [why, setWhy] = useState(emptyReason)
  const [missing, setMissing] = useState(false)
  const [asking, setAsking] = useState<ChangeRequest>()
  const act = useAct()
  const { kind } = draft
  const person = people.find(({ seat }) => seat === draft.seat)
  const who = asksSeat(kind) ? `${person?.name ?? ''} ${person?.number ?? ''}` : draft.name
  const needed = (text: string) => (missing && text.trim() === '' ? common.required : undefined)
  const submit = (event: Event) => {
    event.preventDefault()
    const request = changeOf(draft, reasonOf(why))
    setMissing(!request)
    setAsking(request)
  }
  const confirmed = (request: ChangeRequest) =>
    void act
      .run(async () => {
        await roster.change(classId, request)
        setDraft(emptyChange)
        setWhy(emptyReason)
        announce(words.done)
        await onChanged()
      })
      .then(() => setAsking(undefined))
  return (
    <details class="card">
      <summary>{words.newChange}</summary>
      <form class="stack form" onSubmit={submit}>
        <Choices
          legend={words.kind}
          name="kind"
          value={kind}
          onChange={(value) => setDraft({ ...draft, kind: kinds.find((one) => one === value) ?? 'leave' })}
          options={kinds.map((value) => ({ value, label: words.kinds[value], help: words.kindHelp[value] }))}
        />
        {asksSeat(kind) && (
          <SelectField
            label={words.person}
            value={draft.seat}
            error={needed(draft.seat)}
            onChange={(seat) => setDraft({ ...draft, seat })}
            options={[
              { value: '', label: words.choosePerson },
              ...people.map(({ seat, number, name, id }) => ({ value: seat, label: `${number} ${name} ${id}` })),
            ]}
          />
        )}
        {kind === 'transfer' && (
          <SelectField
            label={words.toClass}
            value={draft.toClass}
            error={needed(draft.toClass)}
            help={classes.length === 0 ? words.noClass : undefined}
            onChange={(toClass) => setDraft({ ...draft, toClass })}
            options={[
              { value: '', label: words.choosePerson },
              ...classes.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        )}
        {(kind === 'correct' || asksPerson(kind)) && (
          <TextField
            label={
              kind === 'correct'
                ? words.newName
                : `${kind === 'add' ? words.addPerson : words.newPerson}：${words.name}`
            }
            maxLength={50}
            value={draft.name}
            error={needed(draft.name)}
            onChange={(name) => setDraft({ ...draft, name })}
          />
        )}
        {asksPerson(kind) && (
          <>
            <TextField
              label={words.idNumber}
              maxLength={40}
              value={draft.id}
              error={needed(draft.id)}
              onChange={(id) => setDraft({ ...draft, id })}
            />
            <SelectField
              label={words.category}
              optional
              value={draft.category}
              onChange={(value) => setDraft({ ...draft, category: value })}
              options={['', ...category.names].map((value) => ({ value, label: value || common.none }))}
            />
          </>
        )}
        <ReasonFields value={why} onChange={setWhy} missing={missing} />
        {act.problem && <ProblemNote problem={act.problem} />}
        {act.problem && act.problem.places.length > 0 && (
          <PlacesTable places={act.problem.places} caption={act.problem.message} />
        )}
        <div class="row">
          <Button submit kind="main">
            {words.submit}
          </Button>
        </div>
      </form>
      {asking && (
        <Confirm
          title={words.confirmTitle}
          action={words.submit}
          act={act}
          onConfirm={() => confirmed(asking)}
          onClose={() => setAsking(undefined)}
        >
          <p>{words.confirm(who, words.kinds[kind])}</p>
          {kind !== 'add' && kind !== 'correct' && <p>{words.confirmLeaves(who)}</p>}
        </Confirm>
      )}
    </details>
  )
}
