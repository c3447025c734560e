import { useState } from 'preact/hooks'
import { useRoute } from 'preact-iso'
import type { PublicityAnswer } from '../../../../shared/api/bureau-publicity'
import { showYuan } from '../../../../shared/claim/money'
import { useAct } from '../../client/act'
import { publicity } from '../../client/bureau-money'
import { useLoad } from '../../client/load'
import { mayWrite } from '../../client/session'
import { announce } from '../../parts/announce'
import { Button, DownloadButton } from '../../parts/button'
import { Confirm } from '../../parts/confirm'
import { Loading, ProblemNote } from '../../parts/note'
import { Figure, Heading } from '../../parts/page'
import { ClaimsPart } from './claims-part'
import { ListPart } from './list-part'
import { ObjectionsPart } from './objections-part'
import { PublicityState, Term } from './publicity-state'
import { words } from './words'

export interface PartProps {
  publicity: PublicityAnswer
  onChange: (publicity: PublicityAnswer) => void
}

const parts = ['claims', 'people', 'objections'] as const

/** One 公示: /publicity/:id; the address says which part. */
export function PublicityPage() {
  const { params } = useRoute()
  const id = params.id ?? ''
  const { data, problem, refresh } = useLoad(() => publicity.one(id), id)
  const [changed, setChanged] = useState<PublicityAnswer>()
  if (!data) return problem ? <ProblemNote problem={problem} retry={() => void refresh()} /> : <Loading />
  const now = changed?.id === id ? changed : data
  const part = parts.find((one) => one === params.part) ?? 'claims'
  const props = { publicity: now, onChange: setChanged }
  return (
    <div class="stack-wide">
      <div class="stack">
        <nav class="crumbs" aria-label={words.title}>
          <a href="/publicity">{words.title}</a>
        </nav>
        <Heading title={now.title}>
          <PublicityState {...now} />
        </Heading>
        <dl class="figures">
          <Figure name={words.number}>{now.number}</Figure>
          <Figure name={words.term}>
            <Term {...now} />
          </Figure>
          <Figure name={words.people}>{now.people}</Figure>
          <Figure name={words.amount}>{showYuan(now.amount)}</Figure>
          <Figure name={words.phone}>{now.phone}</Figure>
          <Figure name={words.place}>{now.place}</Figure>
        </dl>
        <p class="prose">
          {words.standard}：{now.standard}
        </p>
        <Acts {...props} />
      </div>
      <nav class="tabs no-print" aria-label={words.partsName}>
        {parts.map((one) => (
          <a
            key={one}
            href={one === 'claims' ? `/publicity/${id}` : `/publicity/${id}/${one}`}
            aria-current={one === part ? 'page' : undefined}
          >
            {words.parts[one]}
            {one === 'objections' && now.objections > 0 && <span class="tally">{now.objections}</span>}
          </a>
        ))}
      </nav>
      {part === 'claims' && <ClaimsPart {...props} />}
      {part === 'people' && <ListPart {...props} />}
      {part === 'objections' && <ObjectionsPart {...props} />}
    </div>
  )
}

function Acts({ publicity: now, onChange }: PartProps) {
  const [asked, setAsked] = useState(false)
  const act = useAct()
  const clear = () =>
    void act.run(async () => {
      onChange(await publicity.clear(now.id))
      setAsked(false)
      announce(words.cleared)
    })
  return (
    <div class="row no-print">
      {mayWrite() && now.state === 'open' && (
        <Button {...(now.due && { kind: 'main' as const })} disabled={!now.due} onClick={() => setAsked(true)}>
          {words.clear}
        </Button>
      )}
      {now.state === 'open' && (
        <a class="button" href={now.page} target="_blank" rel="noreferrer" title={words.pageHelp}>
          {words.page}
        </a>
      )}
      <DownloadButton fetch={() => publicity.paper(now.id, 'pdf')}>{words.pdf}</DownloadButton>
      <DownloadButton fetch={() => publicity.paper(now.id, 'xlsx')}>{words.xlsx}</DownloadButton>
      {now.state === 'open' && !now.due && (
        <span class="quiet">{now.tentative ? words.overTentative(now.last) : words.overFrom(now.last)}</span>
      )}
      {asked && (
        <Confirm
          title={words.clearTitle}
          action={words.clear}
          act={act}
          onConfirm={clear}
          onClose={() => {
            act.clear()
            setAsked(false)
          }}
        >
          <p>{words.clearText}</p>
        </Confirm>
      )}
    </div>
  )
}
