import type { ClaimForms } from '../../../../shared/api/forms'
import { forms } from '../../client/forms'
import { useLoad } from '../../client/load'
import { mayWrite } from '../../client/session'
import { DownloadButton } from '../../parts/button'
import { Loading, ProblemNote } from '../../parts/note'
import { Scroll } from '../../parts/scroll'
import { words } from './words'

type Form = ClaimForms['forms'][number]

/** The forms of a claim: to print, as workbook and as PDF. */
export function ClaimFormsTable({ claim }: { claim: string }) {
  const { data, problem, refresh } = useLoad(() => forms.ofClaim(claim), `forms of ${claim}`)
  return (
    <section class="stack" aria-labelledby="claim-forms">
      <h2 id="claim-forms">{words.ofClaim}</h2>
      <p class="prose">{words.ofClaimLead}</p>
      {!data && (problem ? <ProblemNote problem={problem} retry={() => void refresh()} /> : <Loading />)}
      {data && (
        <div class="table-frame">
          <Scroll label={words.ofClaim}>
            <table>
              <caption class="hidden-visually">{words.ofClaim}</caption>
              <tbody>
                {data.forms.map((form) => (
                  <tr key={`${form.class?.id ?? ''} ${form.id}`}>
                    <td>{form.class?.name ?? words.ofThisClaim}</td>
                    <th scope="row">{form.name}</th>
                    <td>{mayWrite() && <Ways claim={claim} form={form} />}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scroll>
        </div>
      )}
    </section>
  )
}

function Ways({ claim, form }: { claim: string; form: Form }) {
  const of = form.class?.id
  return (
    <div class="row">
      <a
        class="button button-small"
        href={`/claims/${claim}/forms/${form.id}${of === undefined ? '' : `?class=${of}`}`}
        aria-label={words.printOf(`${form.class?.name ?? ''}${form.name}`)}
      >
        {words.print}
      </a>
      <DownloadButton kind="small" fetch={() => forms.xlsx(claim, form.id, of)}>
        {words.xlsx}
      </DownloadButton>
      <DownloadButton kind="small" fetch={() => forms.pdf(claim, form.id, of)}>
        {words.pdf}
      </DownloadButton>
    </div>
  )
}
