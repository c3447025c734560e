import { useState } from 'preact/hooks'
import {
  type BackupState,
  type ChooseBackupRequest,
  type FolderAnswer,
  MIN_PASSPHRASE,
} from '../../../../shared/api/keep'
import { useAct } from '../../client/act'
import { keep } from '../../client/keep'
import { Button } from '../../parts/button'
import { Choices, TextField } from '../../parts/field'
import { Note, ProblemNote } from '../../parts/note'
import { fileSize } from '../../words/amounts'
import { common } from '../../words/common'
import { generatePassphrase } from './passphrase'
import { words } from './words'

interface Props {
  /** What is in force; absent at the set-up. */
  state?: BackupState
  action: string
  onChosen: (state: BackupState) => Promise<void>
}

/** Where backups go and what opens them. In the settings the passphrase may stay what it is. */
export function ChooseForm({ state, action, onChosen }: Props) {
  const keeps = state?.choice === 'folder'
  const [choice, setChoice] = useState<'folder' | 'later'>('folder')
  const [folder, setFolder] = useState(state?.folder ?? '')
  const [found, setFound] = useState<FolderAnswer>()
  const [passphrase, setPassphrase] = useState('')
  const [again, setAgain] = useState('')
  const [generated, setGenerated] = useState('')
  const [knownBy, setKnownBy] = useState(state?.knownBy ?? '')
  const [days, setDays] = useState(state?.keeping ?? { daily: 7, weekly: 8, monthly: 12 })
  const [tried, setTried] = useState(false)
  const act = useAct()
  const checking = useAct()

  const wanted = !keeps || passphrase !== ''
  const short = wanted && [...passphrase].length < MIN_PASSPHRASE ? words.short([...passphrase].length) : undefined
  const different = passphrase === again ? undefined : words.different
  const complete = choice === 'later' || (folder.trim() !== '' && !short && !different)

  const look = () => checking.run(async () => setFound(await keep.folder(folder.trim())))
  const submit = (event: Event) => {
    event.preventDefault()
    setTried(true)
    if (!complete) return
    const request: ChooseBackupRequest =
      choice === 'later'
        ? { choice }
        : {
            choice,
            folder: folder.trim(),
            knownBy: knownBy.trim(),
            keeping: days,
            ...(passphrase !== '' && { passphrase }),
          }
    void act.run(async () => onChosen(await keep.choose(request)))
  }
  const generate = () => {
    const made = generatePassphrase()
    setPassphrase(made)
    setAgain(made)
    setGenerated(made)
  }
  const typed = (put: (text: string) => void) => (text: string) => {
    setGenerated('')
    put(text)
  }
  return (
    <form class="stack narrow" onSubmit={submit} noValidate>
      <Choices
        legend={words.choice}
        name="backup-choice"
        value={choice}
        onChange={(chosen) => setChoice(chosen === 'later' ? 'later' : 'folder')}
        options={[
          { value: 'folder', label: words.toFolder, help: words.toFolderHelp },
          { value: 'later', label: words.later, help: words.laterHelp },
        ]}
      />
      {choice === 'later' ? (
        <Note is="wrong">{words.laterWarning}</Note>
      ) : (
        <>
          <TextField
            label={words.folder}
            help={words.folderHelp}
            value={folder}
            maxLength={1000}
            onChange={(text) => {
              setFolder(text)
              setFound(undefined)
            }}
            error={tried && folder.trim() === '' ? common.required : undefined}
          />
          <div class="row">
            <Button kind="small" act={checking} disabled={folder.trim() === ''} onClick={() => void look()}>
              {words.check}
            </Button>
          </div>
          {checking.problem && <ProblemNote problem={checking.problem} />}
          {found && <Found answer={found} />}
          <TextField
            label={words.passphrase}
            help={keeps ? `${words.passphraseHelp}${words.passphraseKept}` : words.passphraseHelp}
            type="password"
            value={passphrase}
            maxLength={200}
            autocomplete="new-password"
            onChange={typed(setPassphrase)}
            error={tried ? short : undefined}
          />
          <TextField
            label={words.again}
            type="password"
            value={again}
            maxLength={200}
            autocomplete="new-password"
            onChange={typed(setAgain)}
            error={tried ? different : undefined}
          />
          <div class="row">
            <Button kind="small" onClick={generate}>
              {words.generate}
            </Button>
          </div>
          {generated !== '' && (
            <Note is="attention">
              <p>{words.generated}</p>
              <p class="passphrase">{generated}</p>
            </Note>
          )}
          <TextField
            label={words.knownBy}
            help={words.knownByHelp}
            optional
            value={knownBy}
            maxLength={200}
            onChange={setKnownBy}
          />
          {keeps && <Days value={days} onChange={setDays} />}
        </>
      )}
      {act.problem && <ProblemNote problem={act.problem} />}
      <div class="row">
        <Button kind={choice === 'later' ? 'danger' : 'main'} submit act={act}>
          {action}
        </Button>
      </div>
    </form>
  )
}

function Found({ answer: { problems, warnings, free } }: { answer: FolderAnswer }) {
  const [first] = problems
  if (first !== undefined)
    return (
      <Note is="wrong" alert>
        {problems.join('；')}
      </Note>
    )
  return (
    <Note is={warnings.length > 0 ? 'attention' : 'counted'}>
      {free !== undefined && <p>{words.free(fileSize(free))}</p>}
      {warnings.map((warning) => (
        <p key={warning}>{warning}</p>
      ))}
    </Note>
  )
}

type Kept = BackupState['keeping']

function Days({ value, onChange }: { value: Kept; onChange: (value: Kept) => void }) {
  const field = (name: keyof Kept, label: string) => (
    <TextField
      label={label}
      short
      inputMode="decimal"
      value={String(value[name])}
      maxLength={3}
      onChange={(text) => onChange({ ...value, [name]: Number(text.replace(/\D/g, '')) })}
    />
  )
  return (
    <div class="row-wide">
      {field('daily', words.keepDays)}
      {field('weekly', words.keepWeeks)}
      {field('monthly', words.keepMonths)}
    </div>
  )
}
