import { useState } from 'preact/hooks'
import { keep, refreshAlert } from '../../client/keep'
import { useLoad } from '../../client/load'
import { Button } from '../../parts/button'
import { Door } from '../../parts/door'
import { Note, ProblemNote } from '../../parts/note'
import { Heading } from '../../parts/page'
import { ChooseForm } from './choose-form'
import { Progress } from './progress'
import { words } from './words'

/** The last step of the set-up: nobody goes on before backups are chosen or put off knowingly. */
export function BackupStep() {
  const [chosen, setChosen] = useState(false)
  return (
    <Door>
      <div class="card stack-wide">
        <div class="stack-tight">
          <Heading title={words.title} />
          <p class="quiet">{words.stepLead}</p>
        </div>
        {chosen ? (
          <First />
        ) : (
          <ChooseForm
            action={words.act}
            onChosen={async ({ choice }) => {
              if (choice === 'folder') setChosen(true)
              else await refreshAlert()
            }}
          />
        )}
      </div>
    </Door>
  )
}

/** The first backup as it is made, and what to do with it. */
function First() {
  const { data, problem, refresh } = useLoad(keep.state, 'first-backup', 1000)
  const [last] = data?.rows ?? []
  return (
    <div class="stack">
      {problem && <ProblemNote problem={problem} retry={() => void refresh()} />}
      {(data?.running || !last) && <p>{words.making}</p>}
      {data?.running && <Progress running={data.running} />}
      {!data?.running && last && (
        <Note is={last.problem === undefined ? 'counted' : 'wrong'} alert>
          <p>{last.problem === undefined ? words.made : words.failed}</p>
          <p class="mono">{last.problem ?? last.name}</p>
        </Note>
      )}
      <div class="row">
        <a class="button" href="/recovery-sheet" target="_blank" rel="noreferrer">
          {words.printSheet}
        </a>
        <Button kind="main" onClick={() => void refreshAlert()}>
          {words.enter}
        </Button>
      </div>
    </div>
  )
}
