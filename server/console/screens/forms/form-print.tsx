import { useRoute } from 'preact-iso'
import { markText } from '../../../../shared/forms/grid'
import { forms } from '../../client/forms'
import { useLoad } from '../../client/load'
import { Button } from '../../parts/button'
import { Loading, ProblemNote } from '../../parts/note'
import { Heading } from '../../parts/page'
import { common } from '../../words/common'
import { FormSheet } from './form-sheet'
import { words } from './words'

/** A form of a claim as it is printed from the browser, A4, with its mark on every page. */
export function FormPrint() {
  const { params, query } = useRoute()
  const { id = '', form = '' } = params
  const { data, problem, refresh } = useLoad(
    () => forms.show(id, form, query.class),
    `form ${id} ${form} ${query.class ?? ''}`,
  )
  return (
    <div class="stack-wide">
      <div class="stack no-print">
        <nav class="crumbs" aria-label={words.ofClaim}>
          <a href={`/claims/${id}`}>{words.ofClaim}</a>
        </nav>
        <Heading title={data?.name ?? words.print}>
          <Button kind="main" onClick={() => window.print()}>
            {common.print}
          </Button>
        </Heading>
      </div>
      {!data && (problem ? <ProblemNote problem={problem} retry={() => void refresh()} /> : <Loading />)}
      {data?.sheets.map((sheet) => (
        <FormSheet key={sheet.name} sheet={sheet} />
      ))}
      {data && <p class="form-mark quiet">{markText(data.mark)}</p>}
    </div>
  )
}
