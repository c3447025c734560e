import { useState } from 'preact/hooks'
import { keeping } from '../../client/bureau-keeping'
import { DownloadButton } from '../../parts/button'
import { TextField } from '../../parts/field'
import { words } from './words'

/** 审计数据: flat files for auditors' own tools. */
export function ExportPart() {
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const [authorisation, setAuthorisation] = useState('')
  const asked = { ...(from !== '' && { from }), ...(to !== '' && { to }), authorisation: authorisation.trim() }
  return (
    <section class="card form stack narrow" aria-labelledby="keeping-export">
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
        <DownloadButton kind="main" fetch={() => keeping.auditorExport(asked)}>
          {words.download}
        </DownloadButton>
      </div>
    </section>
  )
}
