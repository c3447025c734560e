import type { ClassDetail } from '../../../../shared/api'
import { api } from '../../client/api'
import { saveFile } from '../../client/http'
import { announce } from '../../parts/announce'
import { Button, DownloadButton } from '../../parts/button'
import { Drop } from '../../parts/drop'
import { State } from '../../parts/state'
import { common } from '../../words/common'
import { fileWords } from './file-words'
import { addHandIns, clearHandIns, type HandInItem, itemsOf, receiptsOf } from './hand-in-queue'
import { words } from './words'

/** Files people carry, both ways. */
export function FilesTab({ detail: { summary }, onTaken }: { detail: ClassDetail; onTaken: () => Promise<void> }) {
  const items = itemsOf(summary.id)
  const done = items.filter(({ state }) => state === 'done' || state === 'failed').length
  const receipts = receiptsOf(items)
  const take = (files: File[]) => {
    announce(fileWords.handInProgress(done, items.length + files.length))
    void addHandIns(summary.id, files, onTaken).then(() => announce(fileWords.handInDone(itemsOf(summary.id).length)))
  }
  return (
    <div class="stack-wide">
      <section class="card stack" aria-labelledby="class-file">
        <h2 id="class-file">{fileWords.classFile}</h2>
        <p class="prose">{fileWords.classFileLead}</p>
        <div class="row">
          <DownloadButton fetch={() => api.classFile(summary.id, false)}>{fileWords.classFileOnline}</DownloadButton>
          <DownloadButton fetch={() => api.classFile(summary.id, true)}>{fileWords.classFileOffline}</DownloadButton>
        </div>
        <p class="small quiet">{fileWords.classFileOfflineHelp}</p>
      </section>
      <section class="card stack" aria-labelledby="hand-in">
        <h2 id="hand-in">{fileWords.handIn}</h2>
        <p class="prose">{fileWords.handInLead}</p>
        <Drop hint={fileWords.handInDrop} accept=".ndjson,.json,.txt,.xueji" many onFiles={take} />
        {items.length > 0 && (
          <>
            <div class="stack-tight">
              <p>
                {done === items.length
                  ? fileWords.handInDone(items.length)
                  : fileWords.handInProgress(done, items.length)}
              </p>
              <progress max={items.length} value={done} aria-label={fileWords.handInProgress(done, items.length)} />
            </div>
            <div class="row-wide">
              <Button
                kind="main"
                disabled={receipts === ''}
                onClick={() =>
                  saveFile({
                    name: fileWords.receiptsName(summary.name),
                    blob: new Blob([receipts], { type: 'application/x-ndjson' }),
                  })
                }
              >
                {fileWords.receipts}
              </Button>
              <Button disabled={done < items.length} onClick={() => clearHandIns(summary.id)}>
                {fileWords.clearList}
              </Button>
              <span class="small quiet">{fileWords.receiptsHelp}</span>
            </div>
            <HandInTable items={items} />
          </>
        )}
      </section>
    </div>
  )
}

function HandInTable({ items }: { items: readonly HandInItem[] }) {
  return (
    <table>
      <caption class="hidden-visually">{fileWords.handInResult}</caption>
      <thead>
        <tr>
          <th scope="col">{fileWords.file}</th>
          <th scope="col">{fileWords.result}</th>
          <th scope="col" class="number">
            {fileWords.entries}
          </th>
          <th scope="col" class="number">
            {fileWords.already}
          </th>
          <th scope="col">{words.detail}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={item.id}>
            <th scope="row">{item.name}</th>
            <td>
              <ItemState item={item} />
            </td>
            <td class="number">{item.report ? fileWords.entriesOf(item.report.entries) : common.none}</td>
            <td class="number">{item.report ? fileWords.entriesOf(item.report.already) : common.none}</td>
            <td>
              {item.problem?.message}
              {item.report?.refused.map(({ line, message }) => (
                <p key={line}>{fileWords.line(line, message)}</p>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function ItemState({ item: { state, report } }: { item: HandInItem }) {
  if (state === 'waiting') return <State is="waiting">{fileWords.waiting}</State>
  if (state === 'sending') return <State is="waiting">{fileWords.sending}</State>
  if (state === 'failed' || (report && report.chains === 0)) return <State is="wrong">{fileWords.refused}</State>
  if (report && report.refused.length > 0) return <State is="attention">{fileWords.partly}</State>
  return <State is="counted">{fileWords.taken}</State>
}
