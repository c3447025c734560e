import { useState } from 'preact/hooks'
import * as v from 'valibot'
import type { OnceLink } from '../../../../shared/api/access'
import { readCreditCode } from '../../../../shared/people/credit-code'
import { access } from '../../client/access'
import { useAct } from '../../client/act'
import { useKept } from '../../client/kept'
import { Button } from '../../parts/button'
import { Choices, TextField } from '../../parts/field'
import { ProblemNote } from '../../parts/note'
import { common } from '../../words/common'
import { words as entryWords } from '../entry/words'
import { words } from './words'

const kind = v.picklist(['enterprise', 'institution', 'bureau'])
const draft = v.object({ kind, name: v.string(), creditCode: v.string() })

/** Opens another organisation on this server; its first administrator comes by a link. */
export function HostForm({ made }: { made: (link: OnceLink, who: string) => Promise<void> }) {
  const { value, keep, forget } = useKept('xueji-draft-host', draft, { kind: 'enterprise', name: '', creditCode: '' })
  const [tried, setTried] = useState(false)
  const act = useAct()
  const code = readCreditCode(value.creditCode)
  const name = value.name.trim()
  const submit = (event: Event) => {
    event.preventDefault()
    setTried(true)
    if (name === '') return
    void act.run(async () => {
      const link = await access.host({
        kind: value.kind,
        name,
        ...(value.creditCode.trim() !== '' && { creditCode: code.code }),
      })
      forget()
      setTried(false)
      await made(link, name)
    })
  }
  return (
    <form class="card stack narrow" onSubmit={submit} noValidate aria-labelledby="host">
      <h2 id="host">{words.openHosted}</h2>
      <Choices
        legend={words.hostedKind}
        name="kind"
        value={value.kind}
        onChange={(chosen) => keep({ ...value, kind: v.parse(kind, chosen) })}
        options={[
          { value: 'enterprise', label: entryWords.enterprise, help: entryWords.enterpriseHelp },
          { value: 'institution', label: entryWords.institution, help: entryWords.institutionHelp },
          { value: 'bureau', label: entryWords.bureau, help: entryWords.bureauHelp },
        ]}
      />
      <TextField
        label={words.fullName}
        help={words.fullNameHelp}
        value={value.name}
        maxLength={100}
        onChange={(text) => keep({ ...value, name: text })}
        error={tried && name === '' ? common.required : undefined}
      />
      <TextField
        label={words.creditCode}
        optional
        value={value.creditCode}
        maxLength={30}
        onChange={(creditCode) => keep({ ...value, creditCode })}
        warning={value.creditCode.trim() === '' ? undefined : code.warning}
      />
      {act.problem && <ProblemNote problem={act.problem} />}
      <div class="row">
        <Button kind="main" submit act={act}>
          {words.openHostedAct}
        </Button>
      </div>
    </form>
  )
}
