import type { Reading } from '../../../shared/site/rule'
import { workbench as text } from '../../locales/workbench'
import { kinds, needed, type PageDraft, type Pointable, pointable, readingFor } from '../../workbench/draft'
import { type Snapshot, textsOf } from '../../workbench/snapshot'

interface Props {
  snapshot: Snapshot
  kind: PageDraft['name']
  setKind(kind: PageDraft['name']): void
  page: PageDraft | undefined
  pointing: Pointable | undefined
  point(field: Pointable | undefined): void
  change(field: Pointable, reading: Reading | undefined): void
}

/** What can be pointed at, each with where it is read from; without a mouse, from a list of the page's texts. */
export function Fields({ snapshot, kind, setKind, page, pointing, point, change }: Props) {
  const texts = textsOf(snapshot)
  const must: readonly Pointable[] = needed[kind]
  return (
    <section class="card">
      <fieldset class="ways">
        <legend>{text.kind}</legend>
        {kinds.map((one) => (
          <label key={one}>
            <input type="radio" name="kind" id={`kind-${one}`} checked={kind === one} onChange={() => setKind(one)} />
            {text.kinds[one]}
          </label>
        ))}
      </fieldset>
      {pointable[kind].map((field) => {
        const [reading] = page?.fields[field] ?? []
        return (
          <div key={field} class="pointed" data-field={field}>
            <strong>
              {text.fields[field]} {must.includes(field) && <span class="quiet">{text.needed}</span>}
            </strong>
            <button
              type="button"
              aria-pressed={pointing === field}
              onClick={() => point(pointing === field ? undefined : field)}
            >
              {pointing === field ? text.pointing : text.point}
            </button>
            {reading ? (
              <button type="button" class="link" onClick={() => change(field, undefined)}>
                {text.clear}
              </button>
            ) : (
              <span />
            )}
            <span class="value">
              {reading ? shortText(snapshot, reading) : <span class="quiet">{text.empty}</span>}{' '}
              {reading && <span class="quiet code">{reading.select}</span>}
            </span>
            <select
              aria-label={`${text.fields[field]} ${text.fromList}`}
              value=""
              onChange={({ currentTarget }) => {
                const chosen = texts[Number(currentTarget.value)]
                if (currentTarget.value !== '' && chosen) change(field, readingFor(field, chosen.element))
                currentTarget.value = ''
              }}
            >
              <option value="">{text.fromList}</option>
              {texts.map((one, n) => (
                <option key={one.text} value={n}>
                  {one.text}
                </option>
              ))}
            </select>
          </div>
        )
      })}
    </section>
  )
}

function shortText({ source }: Snapshot, { select = '', attribute }: Reading): string {
  const found = source.querySelector(select)
  const shown = attribute === undefined ? found?.textContent : found?.getAttribute(attribute)
  return (shown ?? text.nothing).replace(/\s+/g, ' ').trim().slice(0, 60)
}
