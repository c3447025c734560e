import { readPage } from '../../../shared/site/read'
import type { SiteRule } from '../../../shared/site/rule'
import { words } from '../../locales'
import { workbench as text } from '../../locales/workbench'

/** What the rule reads from the page as it stands now: what a record would say. */
export function Preview({ rule, html, url }: { rule: SiteRule | undefined; html: string; url: string }) {
  const read =
    rule && readPage(rule, new DOMParser().parseFromString(html, 'text/html'), new URL(url), undefined, Date.now())
  return (
    <section class="card" id="preview" aria-live="polite">
      <h2>{text.preview}</h2>
      {!rule && <p class="quiet">{text.previewNone}</p>}
      {rule && !read && <p class="note attention">{text.wrongPage}</p>}
      {read && (
        <dl class="facts">
          {Object.entries(read.fields).map(([field, value]) => (
            <>
              <dt key={field}>{text.fields[field as keyof typeof text.fields]}</dt>
              <dd data-preview={field}>{field === 'lesson.duration' ? words.duration(Number(value)) : value}</dd>
            </>
          ))}
          {read.document && (
            <>
              <dt>{text.kindIs}</dt>
              <dd data-preview="document">{text.isDocument}</dd>
            </>
          )}
          {read.posts && (
            <>
              <dt>{text.posts}</dt>
              <dd data-preview="posts">
                {text.postCount(read.posts.length, read.posts.filter(({ at }) => at !== undefined).length)}
              </dd>
            </>
          )}
          {read.missing.map((field) => (
            <>
              <dt key={field}>{text.fields[field]}</dt>
              <dd class="note attention">{text.missing}</dd>
            </>
          ))}
        </dl>
      )}
    </section>
  )
}
