import { useState } from 'preact/hooks'
import type { ClassDetail } from '../../../../shared/api'
import { api } from '../../client/api'
import { saveFile } from '../../client/http'
import { announce } from '../../parts/announce'
import { Button, DownloadButton } from '../../parts/button'
import { Drop } from '../../parts/drop'
import { fileWords } from './file-words'
import { addHandIns, chainsOf, clearHandIns, itemsOf, receiptsOf } from './hand-in-queue'
import { HandInTable } from './hand-in-table'
import { ImportedFiles } from './imported-files'

/** Hand-in files by the hundred: in, with what came of each, and all receipts back. */
export function HandInSection({ summary, onTaken }: Pick<ClassDetail, 'summary'> & { onTaken: () => Promise<void> }) {
  const [imports, setImports] = useState(0)
  const items = itemsOf(summary.id)
  const done = items.filter(({ state }) => state === 'done' || state === 'failed').length
  const finished = done === items.length
  const receipts = receiptsOf(items)
  const taken = async () => {
    setImports((count) => count + 1)
    await onTaken()
  }
  const take = (files: File[]) => {
    announce(fileWords.handInProgress(done, items.length + files.length))
    void addHandIns(summary.id, files, taken).then(() => announce(fileWords.handInDone(itemsOf(summary.id).length)))
  }
  return (
    <>
      <section class="card stack" aria-labelledby="hand-in">
        <h2 id="hand-in">{fileWords.handIn}</h2>
        <p class="prose">{fileWords.handInLead}</p>
        <Drop hint={fileWords.handInDrop} accept=".ndjson,.json,.txt,.xueji" many folders onFiles={take} />
        {items.length > 0 && (
          <>
            <div class="stack-tight">
              <p>{finished ? fileWords.handInDone(items.length) : fileWords.handInProgress(done, items.length)}</p>
              <progress max={items.length} value={done} aria-label={fileWords.handInProgress(done, items.length)} />
              {finished && <p>{summed(items)}</p>}
            </div>
            <div class="row-wide">
              {finished && receipts !== '' && (
                <DownloadButton kind="main" fetch={() => api.receipts(summary.id, chainsOf(items))}>
                  {fileWords.receipts}
                </DownloadButton>
              )}
              <Button
                disabled={receipts === ''}
                onClick={() =>
                  saveFile({
                    name: fileWords.receiptsName(summary.name),
                    blob: new Blob([receipts], { type: 'application/x-ndjson' }),
                  })
                }
              >
                {fileWords.receiptsOne}
              </Button>
              <Button disabled={!finished} onClick={() => clearHandIns(summary.id)}>
                {fileWords.clearList}
              </Button>
              <span class="small quiet">{fileWords.receiptsHelp}</span>
            </div>
            <HandInTable items={items} />
          </>
        )}
      </section>
      <ImportedFiles classId={summary.id} version={imports} />
    </>
  )
}

function summed(items: ReturnType<typeof itemsOf>): string {
  const people = items.flatMap(({ report }) => report?.people ?? [])
  const late = new Set(people.filter((one) => one.late).map(({ chain, number }) => number ?? chain))
  return fileWords.summary(
    new Set(people.map(({ chain, number }) => number ?? chain)).size,
    items.reduce((sum, { report }) => sum + (report?.entries ?? 0), 0),
    late.size,
    items.filter(({ state, report }) => state === 'failed' || report?.chains === 0).length,
  )
}
