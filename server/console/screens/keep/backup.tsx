import { useState } from 'preact/hooks'
import type { BackupState } from '../../../../shared/api/keep'
import { showTime } from '../../../../shared/calendar/beijing'
import { useAct } from '../../client/act'
import { keep, refreshAlert } from '../../client/keep'
import { useLoad } from '../../client/load'
import { mayWrite } from '../../client/session'
import { announce } from '../../parts/announce'
import { Button } from '../../parts/button'
import { Loading, Note, ProblemNote } from '../../parts/note'
import { Heading } from '../../parts/page'
import { BackupTable } from './backup-table'
import { ChooseForm } from './choose-form'
import { Progress } from './progress'
import { words } from './words'

/** 备份: how it stands, what there is, and what can be done. */
export function Backup() {
  const { data, problem, refresh } = useLoad(keep.state, 'backup', 2000)
  const [changing, setChanging] = useState(false)
  const act = useAct()
  const run = () =>
    act.run(async () => {
      await keep.run()
      announce(words.begun)
      await refresh()
    })
  const chosen = async (state: BackupState) => {
    setChanging(state.choice === 'none')
    await refresh()
    await refreshAlert()
  }
  return (
    <div class="stack-wide">
      <Heading title={words.title}>
        <a class="button" href="/recovery-sheet">
          {words.printSheet}
        </a>
        {data?.choice === 'folder' && mayWrite() && (
          <Button kind="main" act={act} disabled={data.running !== undefined} onClick={() => void run()}>
            {words.now}
          </Button>
        )}
      </Heading>
      <p class="prose">{words.lead}</p>
      {problem && !data && <ProblemNote problem={problem} retry={() => void refresh()} />}
      {act.problem && <ProblemNote problem={act.problem} />}
      {!data && !problem && <Loading />}
      {data && (
        <>
          <Standing state={data} />
          {data.mayChange && (changing || data.choice !== 'folder') ? (
            <section class="card stack" aria-labelledby="backup-settings">
              <h2 id="backup-settings">{words.settings}</h2>
              <ChooseForm state={data} action={words.save} onChosen={chosen} />
            </section>
          ) : (
            <Chosen state={data} onChange={() => setChanging(true)} />
          )}
          <BackupTable state={data} changed={refresh} />
        </>
      )}
    </div>
  )
}

function Standing({ state: { alert, rows, running, restored } }: { state: BackupState }) {
  const good = rows.find(({ name, removedAt }) => name !== undefined && removedAt === undefined)
  return (
    <div class="stack-tight">
      {restored && <Note is="attention">{words.restored(showTime(restored.at), showTime(restored.of))}</Note>}
      {alert.state !== 'none' && <Note is="wrong">{alert.message}</Note>}
      {good && <Note is="counted">{words.lastGood(showTime(good.startedAt), good.name ?? '')}</Note>}
      {running && <Progress running={running} />}
    </div>
  )
}

function Chosen({ state, onChange }: { state: BackupState; onChange: () => void }) {
  const { choice, folder, keeping, knownBy, mayChange } = state
  return (
    <section class="card stack" aria-labelledby="backup-settings">
      <div class="row-between">
        <h2 id="backup-settings">{words.settings}</h2>
        {mayChange && (
          <Button kind="small" onClick={onChange}>
            {words.change}
          </Button>
        )}
      </div>
      <dl class="facts">
        <dt>{words.place}</dt>
        <dd class="mono">{choice === 'folder' ? folder : words.notChosen}</dd>
        <dt>{words.keeps}</dt>
        <dd>{words.keepsText(keeping.daily, keeping.weekly, keeping.monthly)}</dd>
        <dt>{words.knownBy}</dt>
        <dd>{knownBy || words.nobody}</dd>
      </dl>
    </section>
  )
}
