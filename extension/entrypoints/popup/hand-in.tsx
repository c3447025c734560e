import { useRef, useState } from 'preact/hooks'
import { browser } from 'wxt/browser'
import { words } from '../../locales'
import type { SeatStatus, Status } from '../../messages'
import { ask, save } from '../../pages/ask'
import { handInFileNow } from '../../pages/journal'

/** Has my teacher received it: each class with its last hand-in, and the ways to hand in. */
export function HandIn({ status, look }: { status: Status; look(): Promise<void> }) {
  const [busy, setBusy] = useState(false)
  const [said, setSaid] = useState('')
  const file = useRef<HTMLInputElement>(null)
  const doing = async (work: () => Promise<string>) => {
    setBusy(true)
    setSaid(await work().catch(() => words.failed))
    await look()
    setBusy(false)
  }
  const handIn = () => doing(async () => ask('handIn').then(() => ''))
  const saveFile = () =>
    doing(async () => {
      save(await handInFileNow())
      return words.fileSaved
    })
  const read = (input: HTMLInputElement) =>
    doing(async () => {
      const text = (await input.files?.[0]?.text()) ?? ''
      const { entries, foreign, refused } = await ask('importReceipts', { text })
      input.value = ''
      return words.receiptsRead(entries, foreign, refused)
    })
  const online = status.seats.some(({ server }) => server !== undefined)
  return (
    <section id="handed-in">
      <h2>{words.handedIn}</h2>
      {status.seats.map((seat) => (
        <Seat key={seat.chain} seat={seat} />
      ))}
      {(online || !status.signedIn) && (
        <button type="button" class="main" id="hand-in" disabled={busy} onClick={() => void handIn()}>
          {busy ? words.handingIn : words.handIn}
        </button>
      )}
      {said && (
        <p class="note" role="status" id="said">
          {said}
        </p>
      )}
      <div class="foot">
        <button type="button" class="link" id="save-file" disabled={busy} onClick={() => void saveFile()}>
          {words.saveFile}
        </button>
        <button type="button" class="link" id="import-receipts" disabled={busy} onClick={() => file.current?.click()}>
          {words.importReceipts}
        </button>
        <button
          type="button"
          class="link"
          id="open-log"
          onClick={() => void browser.tabs.create({ url: browser.runtime.getURL('/log.html') })}
        >
          {words.log}
        </button>
        <button type="button" class="link" id="settings" onClick={() => void browser.runtime.openOptionsPage()}>
          {words.settings}
        </button>
        <input
          ref={file}
          id="receipts-file"
          type="file"
          hidden
          accept=".ndjson,.json,.txt"
          aria-label={words.importReceipts}
          onChange={(event) => void read(event.currentTarget)}
        />
      </div>
    </section>
  )
}

function Seat({ seat: { class: name, state, server, waiting, lastSync } }: { seat: SeatStatus }) {
  const outcome = server === undefined ? words.noServer : lastSync ? words.sync[lastSync.outcome] : words.never
  return (
    <div class="seat" data-seat-state={state} data-waiting={waiting} data-outcome={lastSync?.outcome ?? ''}>
      <p class="line">
        <span class="title" title={name}>
          {name}
        </span>
        <span class="quiet waiting">{words.waiting(waiting)}</span>
      </p>
      {state === 'pending' && <p class="quiet">{words.pending}</p>}
      {state === 'file' && <p class="quiet">{words.fileState}</p>}
      <p class="quiet">
        {outcome}
        {lastSync && `（${words.time(lastSync.at)}）`} {lastSync?.detail && <span class="code">{lastSync.detail}</span>}
      </p>
    </div>
  )
}
