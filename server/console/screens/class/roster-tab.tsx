import { useEffect, useRef, useState } from 'preact/hooks'
import * as v from 'valibot'
import type { ClassDetail } from '../../../../shared/api'
import { api } from '../../client/api'
import { useKept } from '../../client/kept'
import { mayWrite } from '../../client/session'
import { DownloadButton } from '../../parts/button'
import { Empty } from '../../parts/note'
import { RosterTable } from './roster-table'
import { filterRoster, type Sort, sortKeys, sortRoster } from './roster-view'
import { words } from './words'

const habits = v.object({ by: v.picklist(sortKeys), down: v.boolean(), size: v.picklist([25, 50, 100, 0]) })
const state = v.picklist(['', 'waiting', 'pending', 'joined'])

/** The roster with a filter (`/` goes there), kept sorting and page size, and the export. */
export function RosterTab({ detail }: { detail: ClassDetail }) {
  const [text, setText] = useState('')
  const [only, setOnly] = useState<v.InferOutput<typeof state>>('')
  const [page, setPage] = useState(0)
  const { value: habit, keep } = useKept('xueji-roster-view', habits, { by: 'number', down: false, size: 50 })
  const search = useRef<HTMLInputElement>(null)
  useSlash(search)

  const { roster, summary, plan } = detail
  if (roster.length === 0) {
    return (
      <Empty title={words.emptyTitle}>
        <p class="prose">{words.emptyLead}</p>
        {mayWrite() && (
          <a class="button button-main" href={`/classes/${summary.id}/import`}>
            {words.tabs.import}
          </a>
        )}
      </Empty>
    )
  }
  const found = sortRoster(filterRoster(roster, text, only), habit)
  const size = habit.size === 0 ? Math.max(found.length, 1) : habit.size
  const pages = Math.max(Math.ceil(found.length / size), 1)
  const at = Math.min(page, pages - 1)
  const sort = (next: Sort) => keep({ ...habit, ...next })

  return (
    <div class="table-frame">
      <div class="table-tools">
        <input
          ref={search}
          type="search"
          class="input"
          aria-label={words.filter}
          placeholder={words.filter}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <select
          class="input input-short"
          aria-label={words.state}
          value={only}
          onChange={(event) => setOnly(v.parse(state, event.currentTarget.value))}
        >
          <option value="">{words.allStates}</option>
          <option value="joined">{words.states.joined}</option>
          <option value="waiting">{words.states.waiting}</option>
          <option value="pending">{words.states.pending}</option>
        </select>
        <span class="quiet" role="status">
          {words.shown(found.length, roster.length)}
        </span>
        {mayWrite() && (
          <span class="row push">
            <span class="small quiet">{words.exportHelp}</span>
            <DownloadButton fetch={() => api.rosterFile(summary.id)}>{words.exportRoster}</DownloadButton>
          </span>
        )}
      </div>
      {found.length === 0 ? (
        <p class="quiet pages">{words.noMatch}</p>
      ) : (
        <RosterTable
          rows={found.slice(at * size, (at + 1) * size)}
          classId={summary.id}
          policy={plan.policy}
          sort={habit}
          onSort={sort}
        />
      )}
      {roster.length > 25 && (
        <div class="pages">
          <label class="row">
            {words.pageSize}
            <select
              class="input"
              value={String(habit.size)}
              onChange={(event) =>
                keep({ ...habit, size: v.parse(habits.entries.size, Number(event.currentTarget.value)) })
              }
            >
              <option value="25">25</option>
              <option value="50">50</option>
              <option value="100">100</option>
              <option value="0">{words.all}</option>
            </select>
          </label>
          <button type="button" class="button button-small" disabled={at === 0} onClick={() => setPage(at - 1)}>
            {words.previous}
          </button>
          <span class="numbers">
            {at + 1} / {pages}
          </span>
          <button type="button" class="button button-small" disabled={at >= pages - 1} onClick={() => setPage(at + 1)}>
            {words.next}
          </button>
        </div>
      )}
    </div>
  )
}

/** `/` goes to the search box from anywhere but another field. */
function useSlash(search: { current: HTMLInputElement | null }): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && event.target.matches('input, textarea, select')
      if (event.key !== '/' || typing || event.ctrlKey || event.altKey || event.metaKey) return
      event.preventDefault()
      search.current?.focus()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [search])
}
