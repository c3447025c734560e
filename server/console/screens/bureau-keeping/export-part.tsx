import { useEffect, useState } from 'preact/hooks'
import type { AuditorExport } from '../../../../shared/api/bureau-keeping'
import { build, builds, resumeBuild } from '../../client/builds'
import { keeping } from '../../client/bureau-keeping'
import { WaitingFile, WorkProgress } from '../../parts/build-progress'
import { Button } from '../../parts/button'
import { TextField } from '../../parts/field'
import { words } from './words'

const OF = 'auditor-export'

/** 审计数据: flat files for auditors' own tools, made while one does something else. */
export function ExportPart() {
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const [authorisation, setAuthorisation] = useState('')
  useEffect(() => void resumeBuild(OF), [])
  const made = builds.value.get(OF)
  const busy = made?.at === 'starting' || made?.at === 'running'
  const asked: AuditorExport = {
    ...(from !== '' && { from }),
    ...(to !== '' && { to }),
    authorisation: authorisation.trim(),
  }
  const submit = (event: Event) => {
    event.preventDefault()
    void build(OF, () => keeping.auditorExport(asked))
  }
  return (
    <form class="card form stack narrow" aria-labelledby="keeping-export" onSubmit={submit}>
      <h2 id="keeping-export">{words.export}</h2>
      <p class="prose">{words.exportLead}</p>
      <TextField type="date" short optional label={words.exportFrom} value={from} onChange={setFrom} />
      <TextField
        type="date"
        short
        optional
        label={words.exportTo}
        help={words.exportHelp}
        value={to}
        onChange={setTo}
      />
      <TextField
        optional
        label={words.authorisation}
        help={words.authorisationHelp}
        value={authorisation}
        maxLength={60}
        onChange={setAuthorisation}
      />
      <div class="row">
        <Button submit kind="main" disabled={busy}>
          {words.download}
        </Button>
      </div>
      <WorkProgress build={made} doing={words.exporting} />
      <WaitingFile build={made} kept={words.exportKept} />
    </form>
  )
}
