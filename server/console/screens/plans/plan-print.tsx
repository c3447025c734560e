import { useState } from 'preact/hooks'
import type { PlanAnswer, PlanPapers } from '../../../../shared/api/plans'
import { useLoad } from '../../client/load'
import { plans } from '../../client/plans'
import { mayWrite } from '../../client/session'
import { Button } from '../../parts/button'
import { Loading, ProblemNote } from '../../parts/note'
import { Heading } from '../../parts/page'
import { Scroll } from '../../parts/scroll'
import { common } from '../../words/common'
import { paperWords } from './paper-words'
import { words } from './words'

type Paper = PlanPapers['papers'][number]

/** The papers as they are printed on A4, each on a page of its own, with room for the seal. */
export function PlanPrint({ plan }: { plan: PlanAnswer }) {
  const [full, setFull] = useState(false)
  const { data, problem, refresh } = useLoad(() => plans.papers(plan.id, full), `papers ${plan.id} ${full}`)
  return (
    <div class="stack-wide">
      <div class="stack no-print">
        <nav class="crumbs" aria-label={words.papers}>
          <a href={`/plans/${plan.id}`}>{plan.details.title || words.untitled}</a>
        </nav>
        <Heading title={words.print}>
          <Button kind="main" onClick={() => window.print()}>
            {common.print}
          </Button>
        </Heading>
        {!full && (
          <p class="row">
            <span class="quiet">{paperWords.printMasked}</span>
            {mayWrite() && (
              <Button kind="small" onClick={() => setFull(true)}>
                {paperWords.printFull}
              </Button>
            )}
          </p>
        )}
      </div>
      {problem && <ProblemNote problem={problem} retry={() => void refresh()} />}
      {!data && !problem && <Loading />}
      {data?.papers.map((paper, i) => (
        <article
          class={`paper stack${isWide(paper) ? ' paper-wide' : ''}`}
          key={`${i} ${paper.title}`}
          aria-label={paper.title}
        >
          <h2 class="paper-title">{paper.title}</h2>
          <Content paper={paper} />
          <Seal organisation={data.organisation} />
        </article>
      ))}
    </div>
  )
}

/** More columns than stand upright on A4. */
const isWide = (paper: Paper): boolean => paper.kind === 'table' && paper.columns.length > 9

function Content({ paper }: { paper: Paper }) {
  switch (paper.kind) {
    case 'letter':
      return (
        <div class="letter">
          <p>{paper.to}</p>
          {paper.paragraphs.map((text) => (
            <p class="indent" key={text}>
              {text}
            </p>
          ))}
        </div>
      )
    case 'form':
      return (
        <table class="paper-form">
          <tbody>
            {paper.rows.map(([label, content]) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                <td class="pre">{content}</td>
              </tr>
            ))}
            {paper.opinions.map((label) => (
              <tr key={label} class="opinion">
                <th scope="row">{label}</th>
                <td class="number">{label.includes('意见') && paperWords.bureauSeal}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )
    case 'table':
      return (
        <>
          <Scroll label={paper.title}>
            <table class="paper-table">
              <thead>
                <tr>
                  {paper.columns.map(({ title }) => (
                    <th scope="col" key={title}>
                      {title}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {paper.rows.map((row, i) => (
                  <tr key={`${i} ${row[1]}`}>
                    {row.map((cell, at) => (
                      <td key={paper.columns[at]?.title} class={/^[\d:-]+$/.test(cell) ? 'nowrap' : undefined}>
                        {cell}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </Scroll>
          {paper.footing.map((line) => (
            <p class="small" key={line}>
              {line}
            </p>
          ))}
        </>
      )
  }
}

function Seal({ organisation }: { organisation: string }) {
  return (
    <div class="seal">
      <p>{organisation}</p>
      <p>
        {paperWords.seal}　　　　　　{paperWords.signature}　　　　　　
      </p>
      <p>{paperWords.yearMonthDay}</p>
    </div>
  )
}
