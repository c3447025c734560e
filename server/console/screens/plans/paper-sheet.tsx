import type { PlanPapers } from '../../../../shared/api/plans'
import { Scroll } from '../../parts/scroll'
import { paperWords } from './paper-words'

type Paper = PlanPapers['papers'][number]

/** One paper as it is printed on A4, with room for the seal of whoever filed it. */
export function PaperSheet({ paper, organisation }: { paper: Paper; organisation: string }) {
  return (
    <article class={`paper stack${isWide(paper) ? ' paper-wide' : ''}`} aria-label={paper.title}>
      <h2 class="paper-title">{paper.title}</h2>
      <Content paper={paper} />
      <Seal organisation={organisation} />
    </article>
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
