import { useState } from 'preact/hooks'
import type { LinkChoices } from '../../../../shared/api/bureau-links'
import { useAct } from '../../client/act'
import { bureauLinks } from '../../client/bureau-links'
import { announce } from '../../parts/announce'
import { Button } from '../../parts/button'
import { SelectField, TextField } from '../../parts/field'
import { ProblemNote } from '../../parts/note'
import { ClassField } from './class-field'
import { linkWords as words } from './link-words'

const OTHER = 'other'

interface Props {
  choices: LinkChoices
  /** Id of the class it is likely about. */
  of: string | undefined
  onKept: () => void
}

/** Which class, the address as it was given, and until when. */
export function KeepLink({ choices: { classes, firms }, of, onKept }: Props) {
  const act = useAct()
  const first = classes.findIndex((one) => one.class === of)
  const [chosen, setChosen] = useState(first >= 0 ? String(first) : classes.length === 0 ? OTHER : '')
  const [firm, setFirm] = useState('')
  const [name, setName] = useState('')
  const [address, setAddress] = useState('')
  const [until, setUntil] = useState('')
  const known = chosen === '' || chosen === OTHER ? undefined : classes[Number(chosen)]
  const about =
    known ?? (chosen === OTHER && firm !== '' && name.trim() !== '' ? { firm, className: name.trim() } : undefined)
  const submit = (event: Event) => {
    event.preventDefault()
    if (!about) return
    void act.run(async () => {
      await bureauLinks.keep({
        ...{ firm: about.firm, className: about.className, address: address.trim(), until },
        ...(known && { class: known.class }),
      })
      announce(words.kept)
      onKept()
    })
  }
  return (
    <form class="card form stack" onSubmit={submit}>
      <h2>{words.keep}</h2>
      <ClassField
        classes={classes}
        help={words.classHelp}
        value={chosen}
        onChange={setChosen}
        more={[{ value: OTHER, label: words.otherClass }]}
      />
      {chosen === OTHER && (
        <>
          <SelectField
            label={words.firm}
            value={firm}
            onChange={setFirm}
            options={[
              { value: '', label: words.choose },
              ...firms.map(({ id, name: called }) => ({ value: id, label: called })),
            ]}
          />
          <TextField label={words.className} value={name} maxLength={100} onChange={setName} />
        </>
      )}
      <TextField
        label={words.address}
        help={words.addressHelp}
        value={address}
        maxLength={2000}
        onChange={setAddress}
      />
      <TextField type="date" short label={words.until} help={words.untilHelp} value={until} onChange={setUntil} />
      {act.problem && <ProblemNote problem={act.problem} />}
      <div class="row">
        <Button kind="main" submit act={act} disabled={!about || address.trim() === '' || until === ''}>
          {words.keep}
        </Button>
      </div>
    </form>
  )
}
