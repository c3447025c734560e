import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import {
  type Inspectable,
  type InspectionResult,
  inspectionHows,
  inspectionResults,
} from '../../../../shared/api/bureau-inspections'
import { dayOf } from '../../../../shared/calendar/beijing'
import { useAct } from '../../client/act'
import { inspections } from '../../client/bureau-keeping'
import { useLoad } from '../../client/load'
import { session } from '../../client/session'
import { announce } from '../../parts/announce'
import { TextArea } from '../../parts/area'
import { Attachment } from '../../parts/attachment'
import { Button } from '../../parts/button'
import { Choices, TextField } from '../../parts/field'
import { Empty, Loading, ProblemNote } from '../../parts/note'
import { Heading } from '../../parts/page'
import { common } from '../../words/common'
import { ClassField } from './class-field'
import { linkWords } from './link-words'
import { OpenedLink } from './opened-link'
import { words } from './words'

/** 登记巡查: /inspections/new, of the class that the address names or one of the list. */
export function NewInspection() {
  const { query } = useLocation()
  const { data, problem, refresh } = useLoad(inspections.classes, 'inspectable')
  if (!data) return problem ? <ProblemNote problem={problem} retry={() => void refresh()} /> : <Loading />
  return (
    <div class="stack">
      <nav class="crumbs" aria-label={words.title}>
        <a href="/inspections">{words.title}</a>
      </nav>
      <Heading title={words.record} />
      {data.length === 0 ? (
        <Empty title={words.noClasses}>
          <a class="button" href="/intake">
            {words.toIntake}
          </a>
        </Empty>
      ) : (
        <InspectionForm
          classes={data}
          first={data.findIndex((one) => one.class === query.class)}
          online={query.how === 'online'}
        />
      )}
    </div>
  )
}

interface FormProps {
  classes: Inspectable
  first: number
  /** Somebody comes from the class's read-only link. */
  online: boolean
}

function InspectionForm({ classes, first, online }: FormProps) {
  const act = useAct()
  const { route } = useLocation()
  const now = session.value
  const [chosen, setChosen] = useState(first < 0 ? '' : String(first))
  const [day, setDay] = useState(dayOf(Date.now()))
  const [who, setWho] = useState(now.at === 'signed-in' ? now.me.user.name : '')
  const [how, setHow] = useState<(typeof inspectionHows)[number]>(online ? 'online' : 'site')
  const [byLink, setByLink] = useState(online)
  const [result, setResult] = useState<InspectionResult>('fine')
  const [found, setFound] = useState('')
  const [due, setDue] = useState('')
  const [evidence, setEvidence] = useState<string>()
  const of = chosen === '' ? undefined : classes[Number(chosen)]
  const link = how === 'online' ? of?.link : undefined
  const ready = of && day !== '' && who.trim() !== '' && found.trim() !== '' && (result === 'fine' || due !== '')
  const submit = (event: Event) => {
    event.preventDefault()
    if (!of || !ready) return
    void act.run(async () => {
      await inspections.record({
        ...{ firm: of.firm, class: of.class, day, who: who.trim(), how, result, found: found.trim() },
        ...(result !== 'fine' && { due }),
        ...(evidence !== undefined && { evidence }),
        ...(link && byLink && { link: link.id }),
      })
      announce(words.recorded)
      route('/inspections')
    })
  }
  return (
    <form class="form stack narrow" onSubmit={submit}>
      <ClassField classes={classes} help={words.classHelp} value={chosen} onChange={setChosen} />
      <TextField type="date" short label={words.day} value={day} onChange={setDay} />
      <TextField label={words.who} value={who} maxLength={100} onChange={setWho} />
      <Choices
        legend={words.how}
        name="how"
        value={how}
        onChange={(value) => setHow(inspectionHows.find((one) => one === value) ?? 'site')}
        options={inspectionHows.map((value) => ({ value, label: words.hows[value] }))}
      />
      {of && link && (
        <div class="stack-tight">
          <label class="choice">
            <input type="checkbox" checked={byLink} onChange={(event) => setByLink(event.currentTarget.checked)} />
            <span>
              {linkWords.byLink} <span class="quiet small">{linkWords.byLinkHelp(link.until)}</span>
            </span>
          </label>
          <OpenedLink key={link.id} id={link.id} name={of.className} />
        </div>
      )}
      <TextArea
        label={words.found}
        help={words.foundHelp}
        rows={4}
        value={found}
        maxLength={2000}
        onChange={setFound}
      />
      <Choices
        legend={words.result}
        name="result"
        value={result}
        onChange={(value) => setResult(inspectionResults.find((one) => one === value) ?? 'fine')}
        options={inspectionResults.map((value) => ({ value, label: words.results[value] }))}
      />
      {result !== 'fine' && <TextField type="date" short label={words.due} value={due} onChange={setDue} />}
      <Attachment label={words.evidence} optional hash={evidence} onChange={setEvidence} />
      {act.problem && <ProblemNote problem={act.problem} />}
      <div class="row">
        <a class="button" href="/inspections">
          {common.cancel}
        </a>
        <Button kind="main" submit act={act} disabled={!ready}>
          {words.record}
        </Button>
      </div>
    </form>
  )
}
