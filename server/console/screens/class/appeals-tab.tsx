import type { ClassDetail } from '../../../../shared/api'
import { lists, ofClass } from '../../client/lists'
import { AppealTable } from '../appeal/appeal-table'
import { words } from '../appeal/words'

/** All appeals of the class with what became of them. */
export function AppealsTab({ detail: { summary } }: { detail: ClassDetail }) {
  return (
    <AppealTable
      path={ofClass(summary.id, 'appeals')}
      load={lists.appealsOf(summary.id)}
      filter=""
      empty={words.noneOfClass}
      caption={words.title}
    />
  )
}
