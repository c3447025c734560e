import { useState } from 'preact/hooks'
import type { ClassDetail } from '../../../../shared/api'
import { mayWrite } from '../../client/session'
import { Button } from '../../parts/button'
import { Note } from '../../parts/note'
import { ByHandForm } from './by-hand-form'
import { ImportList } from './import-list'
import { ImportRecord } from './import-record'
import { ImportedList } from './imported-list'
import { words } from './words'

const percent = (share: number | undefined): string => `${(share ?? 0) / 10}%`

/** What other sources brought into a class, and the two ways to bring more. */
export function SourcesTab({ detail, refresh }: { detail: ClassDetail; refresh: () => Promise<void> }) {
  const [doing, setDoing] = useState<'look' | 'import' | 'by-hand'>('look')
  const [version, setVersion] = useState(0)
  const { summary, plan } = detail
  const shares = plan.policy.sources
  const counts = (shares?.乙 ?? 0) + (shares?.丙 ?? 0) > 0
  const done = async () => {
    setVersion(version + 1)
    await refresh()
  }
  return (
    <div class="stack">
      <p class="prose">{words.lead}</p>
      {counts ? (
        <p class="prose quiet">{words.counts(percent(shares?.乙), percent(shares?.丙))}</p>
      ) : (
        <Note is="attention">{words.notCounted}</Note>
      )}
      {doing !== 'look' && (
        <div class="row">
          <Button kind="small" onClick={() => setDoing('look')}>
            {words.back}
          </Button>
        </div>
      )}
      {doing === 'import' && <ImportRecord detail={detail} done={done} />}
      {doing === 'by-hand' && <ByHandForm detail={detail} done={done} />}
      {doing === 'look' && (
        <>
          {mayWrite() && (
            <div class="row">
              <Button kind="main" onClick={() => setDoing('import')}>
                {words.importRecord}
              </Button>
              <Button onClick={() => setDoing('by-hand')}>{words.byHand}</Button>
            </div>
          )}
          <ImportList classId={summary.id} version={version} changed={done} />
          <ImportedList classId={summary.id} version={version} />
        </>
      )}
    </div>
  )
}
