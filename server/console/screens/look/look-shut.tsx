import { Note } from '../../parts/note'
import { Heading } from '../../parts/page'
import { common } from '../../words/common'
import { words } from './words'

/** What somebody sees whose link opens nothing: why, and what to do. */
export function LookShut({ message, code }: { message: string; code?: string }) {
  return (
    <div class="narrow stack">
      <Heading title={words.shut} />
      <Note is="attention" alert>
        <p>{message}</p>
      </Note>
      <section class="stack-tight" aria-labelledby="look-cures">
        <h2 id="look-cures">{words.whatToDo}</h2>
        <ul>
          {words.cures.map((cure) => (
            <li key={cure}>{cure}</li>
          ))}
        </ul>
      </section>
      {code !== undefined && (
        <p class="small quiet">
          {common.code} {code}
        </p>
      )}
    </div>
  )
}
