import { claimStateWords } from '../../../../shared/api/bureau'
import type { KeyEnded } from '../../../../shared/api/bureau-register'
import { Note } from '../../parts/note'
import { keyWords } from './key-words'

const unpaid = new Set(['agreed', 'published', 'cleared', 'batched'])

/** What an ended key signed after it ended, and what to do about it: nothing of it is undone by itself. */
export function Ended({ of: { claims, filings } }: { of: KeyEnded }) {
  if (claims.length === 0 && filings.length === 0) return <Note is="counted">{keyWords.signedNothing}</Note>
  return (
    <Note is="attention">
      <p class="label">{keyWords.signedSince(claims.length, filings.length)}</p>
      {claims.some(({ status }) => unpaid.has(status)) && <p>{keyWords.signedUnpaid}</p>}
      <ul>
        {claims.map(({ id, number, title, status }) => (
          <li key={id}>
            <a href={`/reviews/${id}`}>{number}</a> {title}{' '}
            {unpaid.has(status) ? <strong>{claimStateWords[status]}</strong> : claimStateWords[status]}
          </li>
        ))}
        {filings.map(({ id, number, title }) => (
          <li key={id}>
            <a href={`/filings/${id}`}>{number}</a> {title}
          </li>
        ))}
      </ul>
    </Note>
  )
}
