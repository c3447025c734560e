import { useEffect, useState } from 'preact/hooks'
import { browser } from 'wxt/browser'
import { base64url, utf8 } from '../../../shared/crypto'
import type { SiteRule } from '../../../shared/site/rule'
import { workbench as text } from '../../locales/workbench'
import { save } from '../../pages/ask'
import { journal } from '../../pages/journal'
import { serverOrigin } from '../../parse-url'
import { type Draft, lacking } from '../../workbench/draft'

/** To the console, which asks who publishes; or as a file. Nothing goes to a server from here. */
export function Save({ rule, draft }: { rule: SiteRule | undefined; draft: Draft | undefined }) {
  const [server, setServer] = useState('')
  useEffect(() => {
    void journal()
      .then(({ db }) => db.getAll('chains'))
      .then(
        (rows) => setServer((typed) => typed || (rows.find((row) => row.server)?.server ?? '')),
        () => undefined,
      )
  }, [])
  const missing = draft ? lacking(draft) : []
  const ready = rule !== undefined && missing.length === 0
  const origin = serverOrigin(server)
  const json = JSON.stringify(rule)
  return (
    <section class="card">
      {missing.length > 0 && (
        <p class="note attention">
          {text.lacking}：{missing.map((field) => text.fields[field]).join('、')}
        </p>
      )}
      <div class="field">
        <label for="server">{text.server}</label>
        <input id="server" value={server} onInput={(event) => setServer(event.currentTarget.value)} />
        <p class="quiet">{text.publishHelp}</p>
      </div>
      <div class="row">
        <button
          type="button"
          class="main"
          id="publish"
          disabled={!ready || origin === undefined}
          onClick={() => void browser.tabs.create({ url: `${origin}/rules#${base64url(utf8(json))}` })}
        >
          {text.publish}
        </button>
        <button
          type="button"
          id="save-rule"
          disabled={!ready}
          onClick={() => save({ name: `网站规则-${rule?.id}.json`, text: json })}
        >
          {text.save}
        </button>
      </div>
    </section>
  )
}
