import { lists } from '../../client/lists'
import { Heading } from '../../parts/page'
import { AppealTable } from './appeal-table'
import { words } from './words'

/** The appeals of every class; first those that wait for an answer. */
export function OpenAppeals() {
  return (
    <div class="stack-wide">
      <Heading title={words.openTitle} />
      <AppealTable path="/appeals" load={lists.appeals} filter="open" empty={words.none} caption={words.openTitle} />
    </div>
  )
}
