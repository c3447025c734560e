import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import * as v from 'valibot'
import type { FindingRow } from '../../../../shared/api'
import { showTime } from '../../../../shared/calendar/beijing'
import { type Act, useAct } from '../../client/act'
import { api } from '../../client/api'
import { useKept } from '../../client/kept'
import { mayWrite } from '../../client/session'
import { announce } from '../../parts/announce'
import { Button } from '../../parts/button'
import { Field } from '../../parts/field'
import { ProblemNote } from '../../parts/note'
import { State } from '../../parts/state'
import { words } from './finding-words'

/** What people wrote to a finding, and the form for the next remark: kept beside it for ever. */
export function FindingNotes({ finding, onNoted }: { finding: FindingRow; onNoted: () => Promise<void> }) {
  const { notes, settled } = finding
  return (
    <div class="stack-tight">
      {settled && <State is="counted">{words.settled}</State>}
      {!settled && notes.at(-1)?.settled && <State is="attention">{words.again}</State>}
      {notes.length > 0 && (
        <ul class="plain small">
          {notes.map(({ by, text, at }) => (
            <li key={at}>
              {text}
              <div class="quiet">
                {by} {showTime(at)}
              </div>
            </li>
          ))}
        </ul>
      )}
      {mayWrite() && <NoteForm finding={finding} onNoted={onNoted} />}
    </div>
  )
}

function NoteForm({ finding: { id, label }, onNoted }: { finding: FindingRow; onNoted: () => Promise<void> }) {
  const draft = useKept(`finding-note/${id}`, v.string(), '')
  const [open, setOpen] = useState(draft.value !== '')
  if (!open)
    return (
      <div class="row">
        <button
          type="button"
          class="button button-small"
          aria-label={words.writeFor(label)}
          onClick={() => setOpen(true)}
        >
          {words.write}
        </button>
      </div>
    )
  const noted = async () => {
    draft.forget()
    setOpen(false)
    await onNoted()
  }
  return (
    <Writing text={draft.value} keep={draft.keep} ids={[id]} done={noted}>
      {(save, act) => (
        <>
          <Button kind="small" act={act} onClick={() => save(true)}>
            {words.settle}
          </Button>
          <Button kind="small" act={act} onClick={() => save(false)}>
            {words.keep}
          </Button>
        </>
      )}
    </Writing>
  )
}

/** One remark that settles several findings: it stands beside each of them. */
export function SettleChosen({ findings, done }: { findings: readonly FindingRow[]; done: () => Promise<void> }) {
  const [text, setText] = useState('')
  return (
    <Writing text={text} keep={setText} ids={findings.map(({ id }) => id)} done={done}>
      {(save, act) => (
        <Button kind="small" act={act} onClick={() => save(true)}>
          {words.settleChosen(findings.length)}
        </Button>
      )}
    </Writing>
  )
}

function Writing({
  text,
  keep,
  ids,
  done,
  children,
}: {
  text: string
  keep: (text: string) => void
  ids: readonly string[]
  done: () => Promise<void>
  children: (save: (settled: boolean) => void, act: Act) => ComponentChildren
}) {
  const [missing, setMissing] = useState(false)
  const act = useAct()
  const save = async (settled: boolean) => {
    setMissing(text.trim() === '')
    if (text.trim() === '') return
    const saved = await act.run(async () => {
      for (const id of ids) await api.noteFinding(id, { text, settled })
    })
    if (!saved) return
    announce(words.kept)
    await done()
  }
  return (
    <div class="stack-tight">
      <Field label={words.text} help={words.textHelp} error={missing ? words.textMissing : undefined}>
        {(wiring) => (
          <textarea
            {...wiring}
            class="input"
            maxLength={500}
            value={text}
            onInput={({ currentTarget: { value } }) => keep(value)}
          />
        )}
      </Field>
      <div class="row">{children((settled) => void save(settled), act)}</div>
      {act.problem && <ProblemNote problem={act.problem} />}
    </div>
  )
}
