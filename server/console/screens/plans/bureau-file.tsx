import { useState } from 'preact/hooks'
import { useAct } from '../../client/act'
import { announce } from '../../parts/announce'
import { Button } from '../../parts/button'
import { Drop } from '../../parts/drop'
import { Note, ProblemNote } from '../../parts/note'
import { words } from './bureau-file-words'

interface Answer {
  state: 'taken' | 'earlier' | 'known' | 'unknown-key'
  key: string
  bureau: string
}

interface Props {
  title: string
  /** Of its heading on the page. */
  level: 2 | 3
  /** Sends the file; with the fingerprint once somebody compared it. */
  send: (file: File, key?: string) => Promise<Answer>
  /** The file was taken. */
  onTaken: () => Promise<void>
}

/** A file that the bureau signed; a key that is new here is shown, to be compared before anything is believed. */
export function BureauFile({ title, level, send, onTaken }: Props) {
  const act = useAct()
  const [asked, setAsked] = useState<{ file: File; key: string; bureau: string }>()
  const take = (file: File, key?: string) =>
    void act.run(async () => {
      const answer = await send(file, key)
      if (answer.state === 'unknown-key') return setAsked({ file, key: answer.key, bureau: answer.bureau })
      setAsked(undefined)
      announce(words[answer.state])
      await onTaken()
    })
  return (
    <div class="stack-tight">
      {level === 2 ? <h2>{title}</h2> : <h3>{title}</h3>}
      <Drop
        hint={words.importHint}
        accept=".json"
        onFiles={([file]) => {
          if (file) take(file)
        }}
      />
      {asked && (
        <Note is="attention" alert>
          <p>{words.unknownKey(asked.bureau)}</p>
          <p class="mono">{asked.key}</p>
          <Button act={act} onClick={() => take(asked.file, asked.key)}>
            {words.acceptKey}
          </Button>
        </Note>
      )}
      {act.problem && <ProblemNote problem={act.problem} />}
    </div>
  )
}
