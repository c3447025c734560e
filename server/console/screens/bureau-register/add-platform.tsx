import { useState } from 'preact/hooks'
import * as v from 'valibot'
import { addPlatform } from '../../../../shared/api/bureau-register'
import { dayOf } from '../../../../shared/calendar/beijing'
import { platformKinds } from '../../../../shared/plan/plan'
import { platformKindNames, platformPapers } from '../../../../shared/plan/words'
import { useAct } from '../../client/act'
import { register } from '../../client/bureau-register'
import { useLoad } from '../../client/load'
import { announce } from '../../parts/announce'
import { Attachment } from '../../parts/attachment'
import { Button } from '../../parts/button'
import { SelectField, TextField } from '../../parts/field'
import { ProblemNote } from '../../parts/note'
import { ValidityFields } from './validity-fields'
import { words } from './words'

/** As many papers as the schema takes. */
const MOST_DOCUMENTS = 20
/** One of the papers in place of another or as the next one; each once. */
const placed = (documents: readonly string[], at: number, hash: string): string[] => [
  ...new Set([...documents.slice(0, at), hash, ...documents.slice(at + 1)]),
]

type Typed = v.InferOutput<typeof addPlatform>
const fresh = (): Typed => ({
  ...{ firm: '', name: '', host: '', kind: 'third-party', source: '', documents: [], from: dayOf(Date.now()), to: '' },
})

/** A platform that the bureau agrees to, with what shows whose it is. */
export function AddPlatform({ onDone }: { onDone: () => void }) {
  const act = useAct()
  const [typed, setTyped] = useState(fresh)
  const firms = useLoad(() => register.firms({ size: 200, sort: 'name', order: 'up' }), 'firms')
  const put = (change: Partial<Typed>) => setTyped((old) => ({ ...old, ...change }))
  const badHost = typed.host !== '' && !v.is(addPlatform.entries.host, typed.host)
  const ready = [typed.name, typed.host, typed.source, typed.from].every((one) => one.trim() !== '') && !badHost
  const submit = (event: Event) => {
    event.preventDefault()
    void act.run(async () => {
      await register.addPlatform(typed)
      announce(typed.name)
      setTyped(fresh())
      onDone()
    })
  }
  return (
    <details class="card">
      <summary>{words.addPlatform}</summary>
      <form class="form stack" onSubmit={submit}>
        <TextField label={words.platform} value={typed.name} maxLength={100} onChange={(name) => put({ name })} />
        <TextField
          label={words.host}
          help={words.hostHelp}
          error={badHost ? words.badHost : undefined}
          value={typed.host}
          maxLength={253}
          onChange={(host) => put({ host: host.trim() })}
        />
        <SelectField
          label={words.platformKind}
          value={typed.kind}
          options={platformKinds.map((value) => ({ value, label: platformKindNames[value] }))}
          onChange={(value) => put({ kind: platformKinds.find((one) => one === value) ?? 'third-party' })}
        />
        <SelectField
          label={words.forWhom}
          value={typed.firm}
          options={[
            { value: '', label: words.everybody },
            ...(firms.data?.rows ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(firm) => put({ firm })}
        />
        <TextField label={words.source} value={typed.source} maxLength={200} onChange={(source) => put({ source })} />
        {[...typed.documents, undefined].slice(0, MOST_DOCUMENTS).map((hash, i) => (
          <Attachment
            key={hash ?? `next ${i}`}
            label={i === 0 ? platformPapers[typed.kind] : words.document(i + 1)}
            optional
            hash={hash}
            onChange={(given) => put({ documents: placed(typed.documents, i, given) })}
          />
        ))}
        <ValidityFields from={typed.from} to={typed.to} onChange={put} />
        {act.problem && <ProblemNote problem={act.problem} />}
        <div class="row">
          <Button kind="main" submit act={act} disabled={!ready}>
            {words.save}
          </Button>
        </div>
      </form>
    </details>
  )
}
