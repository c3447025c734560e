import { useState } from 'preact/hooks'
import * as v from 'valibot'
import { type FormulaAnswer, type RiskFormula, riskFormula } from '../../../../shared/api/bureau-risk'
import { dayOf } from '../../../../shared/calendar/beijing'
import { plainYuan, readYuan } from '../../../../shared/claim/money'
import { useAct } from '../../client/act'
import { reviews } from '../../client/bureau-review'
import { useLoad } from '../../client/load'
import { isOneOf } from '../../client/session'
import { announce } from '../../parts/announce'
import { Button } from '../../parts/button'
import { TextField } from '../../parts/field'
import { Loading, Note, ProblemNote } from '../../parts/note'
import { Heading } from '../../parts/page'
import { formulaWords as words } from './formula-words'
import { words as reviewWords } from './words'

/** 排序与抽查办法: the stated, dated formula of the queue and the lottery. */
export function Formula() {
  const { data, problem, refresh } = useLoad(reviews.formula, 'formula')
  if (!data) return problem ? <ProblemNote problem={problem} retry={() => void refresh()} /> : <Loading />
  return (
    <div class="stack-wide">
      <div class="stack">
        <nav class="crumbs" aria-label={reviewWords.title}>
          <a href="/reviews">{reviewWords.title}</a>
        </nav>
        <Heading title={words.title} />
        <p class="prose">{words.lead}</p>
        {data.version === 0 && <Note is="attention">{words.unconfirmed}</Note>}
        {data.next && <Note is="attention">{words.next(data.next.formula.from)}</Note>}
      </div>
      <FormulaForm key={data.version} answer={data} onSaved={refresh} />
    </div>
  )
}

type Points = keyof typeof words.fields
type Tickets = keyof typeof words.tickets
const points = [
  ...(['disagrees', 'doubtful', 'serious', 'check', 'note', 'mostOfFindings'] as const),
  ...(['manual', 'newFirm', 'before', 'mostOfBefore', 'reckoned'] as const),
] as const satisfies readonly Points[]
const tickets = [
  'base',
  'serious',
  'check',
  'note',
  'manual',
  'perPoints',
  'most',
] as const satisfies readonly Tickets[]

function FormulaForm({ answer: { formula }, onSaved }: { answer: FormulaAnswer; onSaved: () => Promise<void> }) {
  const act = useAct()
  const [of, setOf] = useState<RiskFormula>({ ...formula, from: dayOf(Date.now()) })
  const [large, setLarge] = useState(plainYuan(formula.large.amount))
  const put = (change: Partial<RiskFormula>) => setOf({ ...of, ...change })
  const lot = (change: Partial<RiskFormula['lottery']>) => put({ lottery: { ...of.lottery, ...change } })
  const amount = readYuan(large)
  const good = v.is(riskFormula, of) && amount !== undefined
  const writes = isOneOf('administrator', 'manager')
  const number = (label: string, value: number, set: (value: number) => void) => (
    <TextField
      short
      inputMode="numeric"
      label={label}
      value={Number.isNaN(value) ? '' : String(value)}
      error={Number.isInteger(value) && value >= 0 ? undefined : words.bad}
      onChange={(text) => set(text.trim() === '' ? Number.NaN : Number(text))}
    />
  )
  const save = (event: Event) => {
    event.preventDefault()
    if (!good) return
    void act.run(async () => {
      await reviews.enterFormula({ ...of, large: { ...of.large, amount } })
      announce(words.saved)
      await onSaved()
    })
  }
  return (
    <form class="card form stack narrow" onSubmit={save}>
      <TextField label={words.name} value={of.title} maxLength={100} onChange={(title) => put({ title })} />
      <TextField label={words.source} value={of.source} maxLength={300} onChange={(source) => put({ source })} />
      <TextField type="date" short label={words.from} value={of.from} onChange={(from) => put({ from })} />
      <fieldset class="field stack">
        <legend>{words.points}</legend>
        {points.map((field) => (
          <div key={field}>{number(words.fields[field], of[field], (value) => put({ [field]: value }))}</div>
        ))}
        <div class="pair">
          <TextField short inputMode="decimal" label={words.large} value={large} onChange={setLarge} />
          {number(words.largePoints, of.large.points, (value) => put({ large: { ...of.large, points: value } }))}
        </div>
      </fieldset>
      <fieldset class="field stack">
        <legend>{words.lottery}</legend>
        {number(words.share, of.lottery.share, (share) => lot({ share }))}
        {tickets.map((field) => (
          <div key={field}>{number(words.tickets[field], of.lottery[field], (value) => lot({ [field]: value }))}</div>
        ))}
        <TextField
          label={words.publicSource}
          value={of.lottery.publicSource}
          maxLength={200}
          onChange={(publicSource) => lot({ publicSource })}
        />
      </fieldset>
      {act.problem && <ProblemNote problem={act.problem} />}
      {writes && (
        <div class="row">
          <Button kind="main" submit act={act} disabled={!good}>
            {words.save}
          </Button>
        </div>
      )}
    </form>
  )
}
