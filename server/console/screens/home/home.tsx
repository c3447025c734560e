import { useState } from 'preact/hooks'
import type { HomeClass, HomePlan, MissingItem } from '../../../../shared/api/home'
import { api } from '../../client/api'
import { useLoad } from '../../client/load'
import { mayWrite } from '../../client/session'
import { Empty, Loading, Note, ProblemNote } from '../../parts/note'
import { Heading } from '../../parts/page'
import { State } from '../../parts/state'
import { News } from '../sending/news'
import { words as sendingWords } from '../sending/words'
import { addressOf } from './address-of'
import { Steps } from './steps'
import { words } from './words'

const SIZE = 10

/** 离申报还差 N 项 of each open class; for a new organisation the way in. */
export function Home() {
  const [page, setPage] = useState(1)
  const { data, problem, refresh } = useLoad(() => api.home(page), `home/${page}`, 30_000)
  if (!data) return problem ? <ProblemNote problem={problem} retry={() => void refresh()} /> : <Loading />
  const { steps, server, plans, rows, total } = data
  const begun = Object.values(steps).every(Boolean)
  const last = Math.max(1, Math.ceil(total / SIZE))
  return (
    <div class="stack-wide">
      <Heading title={words.title} />
      {problem && <ProblemNote problem={problem} retry={() => void refresh()} />}
      {server.length > 0 && (
        <section class="stack" aria-labelledby="home-server">
          <h2 id="home-server">{words.server}</h2>
          <article class="card stack" aria-labelledby="home-server">
            <Missing label={words.server} missing={server} to={() => '/settings/backup'} />
          </article>
        </section>
      )}
      {data.fetching !== '' && (
        <Note is="attention">
          <p>
            {data.fetching} <a href="/settings/sending">{sendingWords.title}</a>
          </p>
        </Note>
      )}
      <News news={data.news} onSeen={() => void refresh()} />
      {!begun && <Steps steps={steps} newest={rows[0]?.id} />}
      {begun && total === 0 && (
        <Empty title={words.noOpen}>
          <p class="prose">{words.noOpenLead}</p>
          <a class="button" href="/classes">
            {words.toClasses}
          </a>
        </Empty>
      )}
      {plans.length > 0 && (
        <section class="stack" aria-labelledby="home-plans">
          <h2 id="home-plans">{words.plans()}</h2>
          {plans.map((one) => (
            <PlanCard key={one.id} of={one} />
          ))}
        </section>
      )}
      {total > 0 && (
        <section class="stack" aria-labelledby="home-classes">
          <h2 id="home-classes">{words.classes(total)}</h2>
          {rows.map((one) => (
            <ClassCard key={one.id} of={one} />
          ))}
          {last > 1 && (
            <nav class="row" aria-label={words.pages}>
              <button type="button" class="button button-small" disabled={page <= 1} onClick={() => setPage(page - 1)}>
                {words.fewer}
              </button>
              <span class="numbers">
                {data.page} / {last}
              </span>
              <button
                type="button"
                class="button button-small"
                disabled={page >= last}
                onClick={() => setPage(page + 1)}
              >
                {words.more}
              </button>
            </nav>
          )}
        </section>
      )}
    </div>
  )
}

function ClassCard({ of }: { of: HomeClass }) {
  const { id, name, period, missing } = of
  return (
    <article class="card stack" aria-labelledby={`class-${id}`}>
      <div class="row-between">
        <h3 id={`class-${id}`}>
          <a href={`/classes/${id}`}>{name}</a>{' '}
          <span class="small quiet numbers">{words.period(period.from, period.to)}</span>
        </h3>
        {missing.length === 0 ? (
          <State is="counted">{words.ready}</State>
        ) : (
          <span class="label">{words.lead(missing.length)}</span>
        )}
      </div>
      {missing.length > 0 && (
        <Missing label={words.lead(missing.length)} missing={missing} to={(item) => addressOf(item, of)} />
      )}
    </article>
  )
}

function PlanCard({ of: { id, title, missing } }: { of: HomePlan }) {
  return (
    <article class="card stack" aria-labelledby={`plan-${id}`}>
      <h3 id={`plan-${id}`}>
        <a href={`/plans/${id}`}>{title || words.untitled}</a>
      </h3>
      <Missing label={title || words.untitled} missing={missing} to={() => `/plans/${id}`} />
    </article>
  )
}

function Missing({
  label,
  missing,
  to,
}: {
  label: string
  missing: readonly MissingItem[]
  to: (item: MissingItem) => string
}) {
  return (
    <table class="missing">
      <caption class="hidden-visually">{label}</caption>
      <thead>
        <tr>
          <th scope="col">{words.what}</th>
          <th scope="col">{words.turn}</th>
          <th scope="col">{words.left}</th>
          {mayWrite() && <th scope="col">{words.act}</th>}
        </tr>
      </thead>
      <tbody>
        {missing.map((item) => (
          <Row key={`${item.code}${item.title ?? ''}`} item={item} to={to(item)} />
        ))}
      </tbody>
    </table>
  )
}

function Row({ item, to }: { item: MissingItem; to: string }) {
  const { code, turn, count = 0, title = '', left } = item
  const text = words.items[code](count, title)
  const late = code === 'backup' || (left !== undefined && left < 0)
  return (
    <tr>
      <th scope="row">
        <State is={late ? 'wrong' : turn === 'clerk' ? 'attention' : 'waiting'}>{text}</State>
      </th>
      <td class="nowrap">{words.turns[turn]()}</td>
      <td class="nowrap">
        <Left item={item} />
      </td>
      {mayWrite() && (
        <td class="nowrap">
          <a class="button button-small" href={to} aria-label={`${words.act}：${text}`}>
            {words.act}
          </a>
        </td>
      )}
    </tr>
  )
}

function Left({ item: { due, left, tentative } }: { item: MissingItem }) {
  if (due === undefined || left === undefined) return <span class="quiet">—</span>
  return (
    <span title={words.until(due)} class={left < 0 ? 'state-wrong' : undefined}>
      {words.days(left)}
      {tentative && words.tentative}
    </span>
  )
}
