import { useRef } from 'preact/hooks'
import type { ClassDetail } from '../../../../shared/api'
import { groupText } from '../../../../shared/reach/group-text'
import { useAct } from '../../client/act'
import { useLoad } from '../../client/load'
import { reach } from '../../client/reach'
import { Button } from '../../parts/button'
import { CopyButton, CopyText } from '../../parts/copy-text'
import { Loading, Note, ProblemNote } from '../../parts/note'
import { Poster } from './poster'
import { reachWords as words } from './reach-words'
import { savePng, saveSvg } from './save-poster'

/** 发到群里: one text, one link, one poster. */
export function ReachTab({ detail: { summary } }: { detail: ClassDetail }) {
  const { data, problem, refresh } = useLoad(() => reach.notice(summary.id), `notice/${summary.id}`)
  const picture = useRef<SVGSVGElement>(null)
  const act = useAct()
  if (!data) return problem ? <ProblemNote problem={problem} retry={() => void refresh()} /> : <Loading />
  const text = groupText(data)
  const name = `${words.posterName}-${data.className}`
  return (
    <div class="stack-wide">
      <div class="stack no-print">
        <p class="prose">{words.lead}</p>
        {!data.reachable && <Note is="attention">{words.unreachable}</Note>}
        <section class="card stack" aria-labelledby="group-text">
          <div class="row-between">
            <h2 id="group-text">{words.text}</h2>
            <CopyButton text={text} label={words.text}>
              {words.copyText}
            </CopyButton>
          </div>
          <p class="group-text">{text}</p>
          <CopyText text={data.link} label={words.link} />
          <p class="row-wide small">
            <a href={data.link} target="_blank" rel="noreferrer">
              {words.open}
            </a>
            <span class="quiet">{words.slips}</span>
          </p>
        </section>
      </div>
      <section class="stack" aria-labelledby="group-poster">
        <div class="row-between no-print">
          <div>
            <h2 id="group-poster">{words.poster}</h2>
            <p class="quiet">{words.posterLead}</p>
          </div>
          <div class="row">
            <Button
              act={act}
              onClick={() =>
                void act.run(async () => {
                  if (picture.current) await savePng(picture.current, name)
                })
              }
            >
              {words.png}
            </Button>
            <Button onClick={() => picture.current && saveSvg(picture.current, name)}>{words.svg}</Button>
            <Button kind="main" onClick={() => window.print()}>
              {words.print}
            </Button>
          </div>
        </div>
        {act.problem && <ProblemNote problem={act.problem} />}
        <Poster notice={data} picture={picture} label={`${words.poster} ${data.className} ${data.link}`} />
      </section>
    </div>
  )
}
