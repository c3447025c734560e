import { useState } from 'preact/hooks'
import type { AuthorityRow } from '../../../../shared/api/bureau-authorities'
import { dayOf } from '../../../../shared/calendar/beijing'
import { useAct } from '../../client/act'
import { intake } from '../../client/intake'
import { useLoad } from '../../client/load'
import { isOneOf } from '../../client/session'
import { announce } from '../../parts/announce'
import { Button } from '../../parts/button'
import { Confirm } from '../../parts/confirm'
import { Drop } from '../../parts/drop'
import { TextField } from '../../parts/field'
import { Loading, ProblemNote } from '../../parts/note'
import { Figure } from '../../parts/page'
import { authorityWords as words } from './authority-words'

/** Whose time stamps this bureau believes. */
export function Authorities() {
  const { data, problem, refresh } = useLoad(intake.authorities, 'authorities')
  const [ending, setEnding] = useState<AuthorityRow>()
  const act = useAct()
  const take = (file: File) =>
    void act.run(async () => {
      await intake.addAuthorities(file)
      announce(words.added)
      await refresh()
    })
  const may = isOneOf('administrator', 'manager')
  return (
    <section class="card stack" aria-labelledby="authorities">
      <h2 id="authorities">{words.title}</h2>
      <p class="prose">{words.lead}</p>
      {problem && <ProblemNote problem={problem} retry={() => void refresh()} />}
      {!data && !problem && <Loading />}
      {data?.length === 0 && <p class="quiet">{words.none}</p>}
      {data && data.length > 0 && (
        <ul class="plain stack">
          {data.map((row) => (
            <li key={row.id}>
              <One row={row} onEnd={may ? () => setEnding(row) : undefined} />
            </li>
          ))}
        </ul>
      )}
      {may && <Drop hint={words.hint} accept=".pem,.crt,.cer,.der" onFiles={([file]) => file && take(file)} />}
      {act.problem && !ending && <ProblemNote problem={act.problem} />}
      {ending && (
        <End
          row={ending}
          onClose={() => setEnding(undefined)}
          onDone={async () => {
            setEnding(undefined)
            await refresh()
          }}
        />
      )}
    </section>
  )
}

function One({ row, onEnd }: { row: AuthorityRow; onEnd: (() => void) | undefined }) {
  const { subject, issuer, fingerprint, validFrom, validTo, by, at, ended } = row
  return (
    <div class="stack-tight">
      <div class="row-between">
        <strong>{subject}</strong>
        {!ended && onEnd && (
          <Button kind="small" onClick={onEnd}>
            {words.remove}
            <span class="hidden-visually">：{subject}</span>
          </Button>
        )}
      </div>
      {ended && <p class="quiet">{words.removed(dayOf(ended.at), ended.by, ended.reason)}</p>}
      {issuer !== subject && (
        <p class="small quiet">
          {words.issuer}
          {issuer}
        </p>
      )}
      <dl class="figures small">
        <Figure name={words.validity}>
          <span class="nowrap">{words.range(dayOf(validFrom), dayOf(validTo))}</span>
        </Figure>
        <Figure name={words.by}>
          {by} {dayOf(at)}
        </Figure>
        <Figure name={words.fingerprint}>
          <span class="mono">{fingerprint.match(/.{8}/g)?.join(' ')}</span>
        </Figure>
      </dl>
    </div>
  )
}

interface EndProps {
  row: AuthorityRow
  onClose: () => void
  onDone: () => Promise<void>
}

function End({ row: { id, subject }, onClose, onDone }: EndProps) {
  const act = useAct()
  const [reason, setReason] = useState('')
  const confirmed = () =>
    void act.run(async () => {
      await intake.endAuthority(id, reason.trim())
      await onDone()
    })
  return (
    <Confirm title={words.removeTitle(subject)} action={words.remove} act={act} onConfirm={confirmed} onClose={onClose}>
      <p>{words.removeText}</p>
      <TextField label={words.reason} value={reason} maxLength={300} onChange={setReason} />
    </Confirm>
  )
}
