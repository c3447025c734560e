import type { ReviewAnswer } from '../../../../shared/api/bureau-review'
import { showTime } from '../../../../shared/calendar/beijing'
import { keeping } from '../../client/bureau-keeping'
import { reviews } from '../../client/bureau-review'
import { useLoad } from '../../client/load'
import { DownloadButton } from '../../parts/button'
import { Loading, ProblemNote } from '../../parts/note'
import { Scroll } from '../../parts/scroll'
import { common } from '../../words/common'
import { courseWords as words } from './course-words'

/** 全过程清单 of a claim, on screen as on paper. */
export function CoursePart({ claim: { id } }: { claim: ReviewAnswer }) {
  const { data, problem, refresh } = useLoad(() => keeping.course(id), id)
  if (!data) return problem ? <ProblemNote problem={problem} retry={() => void refresh()} /> : <Loading />
  return (
    <section class="stack" aria-labelledby="course-title">
      <h2 id="course-title">{words.title}</h2>
      <p class="prose">{words.lead}</p>
      <div class="row no-print">
        <DownloadButton fetch={() => keeping.coursePaper(id, 'pdf')}>{words.pdf}</DownloadButton>
        <DownloadButton fetch={() => keeping.coursePaper(id, 'xlsx')}>{words.xlsx}</DownloadButton>
      </div>
      <div class="table-frame">
        <Scroll label={words.detail}>
          <table>
            <thead>
              <tr>
                {[words.at, words.source, words.what, words.by, words.detail, words.signed].map((head) => (
                  <th key={head} scope="col">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {data.steps.map(({ at, source, what, by, detail, version, signed }) => (
                <tr key={`${at} ${what} ${by} ${detail}`}>
                  <td class="nowrap">{showTime(at)}</td>
                  <td class="nowrap">{words.sources[source]}</td>
                  <th scope="row">
                    {what}
                    {version !== undefined && version > 1 && (
                      <span class="small quiet nowrap"> {words.version(version)}</span>
                    )}
                  </th>
                  <td class="nowrap">{by}</td>
                  <td>{detail}</td>
                  <td>
                    {signed !== undefined && (
                      <span class="mono small" title={words.signedHelp(signed)}>
                        {signed.slice(0, 16)}
                      </span>
                    )}{' '}
                    {signed !== undefined && source === 'claim' && (
                      <DownloadButton kind="small" fetch={() => reviews.statement(id, signed)}>
                        {common.download}
                      </DownloadButton>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      </div>
    </section>
  )
}
