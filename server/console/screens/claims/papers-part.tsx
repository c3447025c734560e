import { useState } from 'preact/hooks'
import { type ClaimAnswer, type ScanForm, scanForms } from '../../../../shared/api/claims'
import { showTime } from '../../../../shared/calendar/beijing'
import { useAct } from '../../client/act'
import { claims } from '../../client/claims'
import { decisions } from '../../client/decisions'
import { useLoad } from '../../client/load'
import { mayWrite } from '../../client/session'
import { announce } from '../../parts/announce'
import { Attachment } from '../../parts/attachment'
import { Button, DownloadButton } from '../../parts/button'
import { SelectField, TextField } from '../../parts/field'
import { Note, ProblemNote } from '../../parts/note'
import { Scroll } from '../../parts/scroll'
import { State } from '../../parts/state'
import { common } from '../../words/common'
import { ClaimFormsTable } from '../forms/claim-forms'
import type { PartProps } from './claim-page'
import { words as papersWords } from './papers-words'
import { words } from './words'

/** The papers to print, and the stamped ones that came back, each tied to the data it was printed from. */
export function PapersPart({ claim, onChange }: PartProps) {
  const writes = mayWrite() && (claim.status === 'draft' || claim.status === 'ready')
  return (
    <div class="stack-wide">
      <ClaimFormsTable claim={claim.id} />
      <div class="stack">
        <h2>{papersWords.scans}</h2>
        <p class="prose">{papersWords.papersLead}</p>
      </div>
      {claim.scans.length === 0 ? <p class="quiet">{papersWords.noScans}</p> : <Scans claim={claim} />}
      {writes &&
        (claim.reckoned ? (
          <AddScan claim={claim} onChange={onChange} />
        ) : (
          <Note is="attention">{papersWords.reckonFirst}</Note>
        ))}
    </div>
  )
}

function Scans({ claim: { scans } }: { claim: ClaimAnswer }) {
  return (
    <div class="table-frame">
      <Scroll label={words.parts.papers}>
        <table>
          <caption class="hidden-visually">{words.parts.papers}</caption>
          <thead>
            <tr>
              <th scope="col">{papersWords.form}</th>
              <th scope="col">{words.status}</th>
              <th scope="col">{words.code}</th>
              <th scope="col">{papersWords.file}</th>
              <th scope="col">{papersWords.by}</th>
            </tr>
          </thead>
          <tbody>
            {scans.map(({ id, form, seat, stale, code, file, by, at }) => (
              <tr key={id}>
                <th scope="row">
                  {papersWords.forms[form]}
                  {seat && ` ${seat.number} ${seat.name}`}
                </th>
                <td>
                  {stale === undefined ? (
                    <span class="quiet">{common.none}</span>
                  ) : (
                    <State is={stale ? 'wrong' : 'counted'}>{stale ? papersWords.stale : papersWords.fits}</State>
                  )}
                </td>
                <td class="mono">{code}</td>
                <td>
                  <DownloadButton kind="small" fetch={() => decisions.evidenceFile(file)}>
                    {common.download}
                    <span class="hidden-visually">：{papersWords.forms[form]}</span>
                  </DownloadButton>
                </td>
                <td>
                  {by} <span class="small quiet nowrap">{showTime(at)}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </div>
  )
}

const CODE = /^[0-9a-fA-F]{10}$/

function AddScan({ claim, onChange }: PartProps) {
  const [form, setForm] = useState<ScanForm>('application')
  const [seat, setSeat] = useState('')
  const [code, setCode] = useState('')
  const [file, setFile] = useState<string>()
  const act = useAct()
  const bad = code.trim() !== '' && !CODE.test(code.trim())
  const submit = (event: Event) => {
    event.preventDefault()
    if (file === undefined || bad) return
    void act.run(async () => {
      const about = { form, file }
      onChange(
        await claims.addScan(claim.id, {
          ...about,
          ...(form === 'agreement' && seat !== '' && { seat }),
          ...(code.trim() !== '' && { code: code.trim() }),
        }),
      )
      setFile(undefined)
      setSeat('')
      announce(papersWords.uploaded)
    })
  }
  return (
    <form class="card form stack narrow" onSubmit={submit}>
      <h2>{papersWords.upload}</h2>
      <SelectField
        label={papersWords.form}
        value={form}
        onChange={(value) => setForm(scanForms.find((one) => one === value) ?? 'application')}
        options={scanForms.map((value) => ({ value, label: papersWords.forms[value] }))}
      />
      {form === 'agreement' && <Whose claim={claim} value={seat} onChange={setSeat} />}
      {form !== 'agreement' && (
        <TextField
          short
          label={papersWords.codeOnPaper}
          help={papersWords.codeOnPaperHelp}
          optional
          maxLength={10}
          value={code}
          error={bad ? papersWords.badCode : undefined}
          onChange={setCode}
        />
      )}
      <Attachment label={papersWords.file} hash={file} onChange={setFile} />
      {act.problem && <ProblemNote problem={act.problem} />}
      <div class="row">
        <Button kind="main" submit act={act} disabled={file === undefined || bad}>
          {papersWords.upload}
        </Button>
      </div>
    </form>
  )
}

/** Of one agreement: everybody's, or one of those the claim asks for. */
function Whose({ claim, value, onChange }: { claim: ClaimAnswer; value: string; onChange: (seat: string) => void }) {
  const { data } = useLoad(
    () => claims.people(claim.id)({ filter: 'chosen', size: 200 }),
    `${claim.id}/chosen/${claim.savedAt}`,
  )
  return (
    <SelectField
      label={papersWords.whose}
      value={value}
      onChange={onChange}
      options={[
        { value: '', label: papersWords.everybody },
        ...(data?.rows ?? []).map(({ seat, number, name }) => ({ value: seat, label: `${number} ${name}` })),
      ]}
    />
  )
}
