import { useState } from 'preact/hooks'
import type { IntakeSettings } from '../../../../shared/api/bureau-intake'
import { useAct } from '../../client/act'
import { intake } from '../../client/intake'
import { useLoad } from '../../client/load'
import { isOneOf } from '../../client/session'
import { announce } from '../../parts/announce'
import { Button } from '../../parts/button'
import { CopyText } from '../../parts/copy-text'
import { TextField } from '../../parts/field'
import { Loading, Note, ProblemNote } from '../../parts/note'
import { common } from '../../words/common'
import { Authorities } from './authorities-part'
import { Exchange } from './exchange-part'
import { IntakeParts } from './parts'
import { VerifyPageLink } from './verify-page-link'
import { words } from './words'

/** To which key firms encrypt, whether they send by address, and which folder the server looks into. */
export function IntakeSettingsPart() {
  const { data, problem, refresh } = useLoad(intake.settings, 'intake-settings')
  return (
    <IntakeParts part="settings">
      {problem && <ProblemNote problem={problem} retry={() => void refresh()} />}
      {!data && !problem && <Loading />}
      {data && (
        <div class="narrow stack-wide">
          <section class="card stack" aria-labelledby="recipient">
            <h2 id="recipient">{words.recipient}</h2>
            <p class="prose">{words.recipientLead}</p>
            <CopyText text={data.recipient} label={words.recipient} />
          </section>
          <Exchange />
          <Folder settings={data} />
          <Authorities />
          <VerifyPage />
        </div>
      )}
    </IntakeParts>
  )
}

/** The same verification as one file, for a computer without network and for whoever does not trust this server. */
const VerifyPage = () => (
  <section class="card stack" aria-labelledby="verify-page">
    <h2 id="verify-page">{words.verifyPage}</h2>
    <p class="prose">{words.verifyPageLead}</p>
    <div class="row">
      <VerifyPageLink />
    </div>
  </section>
)

function Folder({ settings }: { settings: IntakeSettings }) {
  const [now, setNow] = useState(settings)
  const [folder, setFolder] = useState(settings.folder ?? '')
  const act = useAct()
  const submit = (event: Event) => {
    event.preventDefault()
    void act.run(async () => {
      setNow(await intake.setFolder(folder.trim()))
      announce(words.saved)
    })
  }
  const may = now.own && isOneOf('administrator', 'manager')
  return (
    <section class="card stack" aria-labelledby="folder">
      <h2 id="folder">{words.folder}</h2>
      <p class="prose">{words.folderLead}</p>
      {!now.own && <p class="quiet">{words.folderNotOwn}</p>}
      {now.trouble !== undefined && (
        <Note is="wrong">
          <p>{now.trouble}</p>
        </Note>
      )}
      {may ? (
        <form class="stack" onSubmit={submit}>
          <TextField label={words.folder} help={words.folderHelp} value={folder} maxLength={500} onChange={setFolder} />
          {act.problem && <ProblemNote problem={act.problem} />}
          <div class="row">
            <Button submit kind="main" act={act}>
              {common.save}
            </Button>
          </div>
        </form>
      ) : (
        now.own && <p>{now.folder ?? words.folderNone}</p>
      )}
    </section>
  )
}
