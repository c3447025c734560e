import { bureauLinks } from '../../client/bureau-links'
import { useLoad } from '../../client/load'
import { mayWrite } from '../../client/session'
import { ProblemNote } from '../../parts/note'
import { State } from '../../parts/state'
import { linkWords as words } from './link-words'
import { OpenedLink } from './opened-link'

/** The read-only links of one class, beside what its 阶段包 say. */
export function LinksOfClass({ classId }: { classId: string }) {
  const { data, problem, refresh } = useLoad(
    () => bureauLinks.list({ class: classId, sort: 'until', order: 'down' }),
    `links-of/${classId}`,
  )
  return (
    <section class="stack-tight" aria-labelledby="class-links">
      <h2 id="class-links">{words.title}</h2>
      {problem && <ProblemNote problem={problem} retry={() => void refresh()} />}
      {data?.total === 0 && <p class="quiet">{words.emptyOfClass}</p>}
      {data?.rows.map(({ id, className, host, until, over }) => (
        <div key={id} class="card narrow stack-tight">
          <p>
            {host} · {words.until} {until} {over && <State is="idle">{words.over}</State>}
          </p>
          {!over && mayWrite() && <OpenedLink id={id} name={className} />}
        </div>
      ))}
      {mayWrite() && (
        <p>
          <a class="button button-small" href={`/inspections/links?class=${encodeURIComponent(classId)}`}>
            {words.keep}
          </a>
        </p>
      )}
    </section>
  )
}
