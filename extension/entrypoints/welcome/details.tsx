import type { TargetedSubmitEvent } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { browser } from 'wxt/browser'
import { words } from '../../locales'
import type { Status } from '../../messages'
import { originPattern } from '../../pages/origin'
import { serverOrigin } from '../../parse-url'
import { checkDraft, type DraftError, type JoinDraft, type Typed, type Way } from './draft'
import { Field, type FieldProps } from './field'
import { fromLink } from './given'

const text = words.welcome
const ways: Way[] = ['code', 'name', 'file']

interface Props {
  draft: JoinDraft
  change(part: Partial<JoinDraft>): void
  people: Status['people']
  error: string
  next(): void
}

export function Details({ draft, change, people, error, next }: Props) {
  const [errors, setErrors] = useState<DraftError>({})
  const [refused, setRefused] = useState(false)
  const origin = draft.by === 'file' ? undefined : serverOrigin(draft.server)
  const granted = useGranted(origin)
  const field = (name: Typed) => ({
    id: name === 'classCode' ? 'class-code' : name === 'lastSix' ? 'last-six' : name,
    value: draft[name],
    error: errors[name],
    input: (value: string) => change({ [name]: value }),
  })
  const submit = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const wrong = checkDraft(draft)
    setErrors(wrong)
    if (Object.keys(wrong).length > 0) {
      const form = event.currentTarget
      requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid=true]')?.focus())
      return
    }
    // Asked in the click itself: browsers forget the gesture after anything that is awaited.
    const allowed =
      origin === undefined ||
      granted ||
      (await browser.permissions.request({ origins: [originPattern(origin)] }).catch(() => false))
    setRefused(!allowed)
    if (allowed) next()
  }
  return (
    <form class="card" id="details" noValidate onSubmit={(event) => void submit(event)}>
      <fieldset class="field">
        <legend>
          <strong>{text.how}</strong>
        </legend>
        <div class="ways">
          {ways.map((way) => (
            <label key={way}>
              <input
                type="radio"
                name="way"
                id={`by-${way}`}
                checked={draft.by === way}
                onChange={() => change({ by: way })}
              />
              {text.ways[way]}
            </label>
          ))}
        </div>
      </fieldset>
      {draft.by === 'code' && (
        <Field {...field('code')} input={(value) => change(fromLink(value))} label={text.code} help={text.codeHelp} />
      )}
      {draft.by === 'name' && (
        <>
          {!draft.known?.withClass && <Field {...field('classCode')} label={text.classCode} />}
          <Field {...field('name')} label={text.name} />
          <Field {...field('lastSix')} label={text.lastSix} help={text.nameHelp} />
        </>
      )}
      {draft.by === 'file' && (
        <>
          <div class="field">
            <label for="class-file">{text.file}</label>
            <input
              id="class-file"
              type="file"
              accept=".json,.xueji,.txt"
              onChange={(event) => void readFile(event.currentTarget).then((file) => change({ file }))}
            />
            <p class="quiet">{text.fileHelp}</p>
            {errors.file && <p class="note wrong">{errors.file}</p>}
          </div>
          <Field {...field('code')} id="file-code" label={text.fileCode} />
          <Field {...field('fileName')} id="file-name" label={text.fileName} />
        </>
      )}
      {draft.by !== 'file' && <Server draft={draft} change={change} field={field('server')} />}
      {people.length > 0 && <People people={people} chosen={draft.person} choose={(person) => change({ person })} />}
      {draft.person === '' && <Field {...field('pin')} label={text.sharedPin} help={text.sharedPinHelp} numeric />}
      {draft.by !== 'file' && <p class="note">{text.permission}</p>}
      {(refused || error) && (
        <p class="note wrong" role="alert" id="join-error">
          {refused ? text.noPermission : error}
        </p>
      )}
      <div class="row">
        <button type="submit" class="main" id="next">
          {text.next}
        </button>
        <span class="quiet">{text.incognito}</span>
      </div>
    </form>
  )
}

/** The address to type, or where it is known from. */
function Server({ draft, change, field }: Pick<Props, 'draft' | 'change'> & { field: Omit<FieldProps, 'label'> }) {
  const { known, server, classCode } = draft
  if (!known || field.error) return <Field {...field} label={text.server} help={text.serverHelp} />
  return (
    <p class="note" id="known-server" data-from={known.from}>
      {text.known[known.from]} <span class="code">{server}</span>
      {known.withClass && draft.by === 'name' && (
        <>
          {' · '}
          {text.classCode} <span class="code">{classCode}</span>
        </>
      )}{' '}
      <button type="button" class="link" id="change-server" onClick={() => change({ known: undefined })}>
        {text.change}
      </button>
    </p>
  )
}

function People({ people, chosen, choose }: { people: Status['people']; chosen: string; choose(id: string): void }) {
  return (
    <div class="field">
      <label for="person">{text.person}</label>
      <select id="person" value={chosen} onChange={(event) => choose(event.currentTarget.value)}>
        <option value="">{text.newPerson}</option>
        {people.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </div>
  )
}

/** Whether this build may reach the server already: then nobody needs to be asked. Known before the click. */
function useGranted(origin: string | undefined): boolean {
  const [granted, setGranted] = useState<{ origin: string; yes: boolean }>()
  useEffect(() => {
    if (origin === undefined) return
    void browser.permissions.contains({ origins: [originPattern(origin)] }).then(
      (yes) => setGranted({ origin, yes }),
      () => undefined,
    )
  }, [origin])
  return granted !== undefined && granted.origin === origin && granted.yes
}

const readFile = async (input: HTMLInputElement): Promise<string> => (await input.files?.[0]?.text()) ?? ''
