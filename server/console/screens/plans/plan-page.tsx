import { useState } from 'preact/hooks'
import { useRoute } from 'preact-iso'
import type { PlanAnswer } from '../../../../shared/api/plans'
import { planType } from '../../../../shared/plan/types'
import { occupationText } from '../../../../shared/plan/words'
import { useLoad } from '../../client/load'
import { plans } from '../../client/plans'
import { mayWrite } from '../../client/session'
import { Loading, ProblemNote } from '../../parts/note'
import { Figure, Heading } from '../../parts/page'
import { common } from '../../words/common'
import { Checklist } from './checklist'
import { DeadlineTable } from './deadline-table'
import { Decision } from './decision'
import { kindWords } from './kind-words'
import { Moves } from './moves'
import { Papers } from './papers'
import { ChangePlan, DiscardPlan } from './plan-acts'
import { PlanForm } from './plan-form'
import { Classes, Decisions, FromBefore, VersionList } from './plan-lists'
import { PlanPrint } from './plan-print'
import { PlanState } from './plan-state'
import { words } from './words'

/** One version of a plan: /plans/:id, its form behind /edit, its papers to print behind /papers. */
export function PlanPage() {
  const { params } = useRoute()
  const id = params.id ?? ''
  const loaded = useLoad(() => plans.plan(id), `${id} ${params.part ?? ''}`)
  const { data, problem, refresh } = loaded
  if (!data) return problem ? <ProblemNote problem={problem} retry={() => void refresh()} /> : <Loading />
  if (params.part === 'edit' && data.status === 'draft' && mayWrite()) return <PlanForm key={id} first={data} />
  if (params.part === 'papers') return <PlanPrint plan={data} />
  return <Overview key={`${data.id} ${data.savedAt}`} first={data} />
}

function Overview({ first }: { first: PlanAnswer }) {
  const [plan, setPlan] = useState(first)
  const { details, status } = plan
  const writes = mayWrite()
  const again = () => void plans.plan(plan.id).then(setPlan, () => undefined)
  return (
    <div class="stack-wide">
      <div class="stack">
        <nav class="crumbs" aria-label={kindWords().plan}>
          <a href="/plans">{kindWords().plan}</a>
        </nav>
        <Heading title={details.title || words.untitled}>
          <PlanState status={status} />
          {plan.version > 1 && <span class="quiet">{words.version(plan.version)}</span>}
        </Heading>
        <dl class="figures">
          <Figure name={words.type}>{planType(plan.type)?.name ?? plan.type}</Figure>
          <Figure name={words.occupation}>{`${occupationText(details)} ${details.level}`.trim() || words.none}</Figure>
          <Figure name={words.period}>
            {details.period.from === '' ? words.none : `${details.period.from} ${words.to} ${details.period.to}`}
          </Figure>
          <Figure name={words.consent}>{plan.consentDate ?? words.none}</Figure>
          <Receipt plan={plan} />
        </dl>
      </div>
      {status === 'draft' && <Checklist plan={plan} onFiled={setPlan} />}
      {status === 'approved' && writes && (
        <div class="row no-print">
          <a class="button button-main" href={`/classes/new?plan=${plan.id}`}>
            {words.openClass(kindWords().plan)}
          </a>
        </div>
      )}
      <FromBefore plan={plan} />
      {status === 'filed' && <Papers plan={plan} onSent={again} />}
      <div class="stack">
        <h2>{words.decision}</h2>
        <Decisions plan={plan} />
        {writes && (status === 'draft' || status === 'filed') && <Decision plan={plan} onDecided={setPlan} />}
        {writes && (status === 'approved' || status === 'returned') && <ChangePlan plan={plan} />}
      </div>
      {status !== 'filed' && <Papers plan={plan} onSent={again} />}
      <DeadlineTable plan={plan} onDone={setPlan} />
      {status === 'approved' && writes && <Moves plan={plan} onMoved={setPlan} />}
      <Classes plan={plan} />
      <VersionList plan={plan} />
      {status === 'draft' && writes && <DiscardPlan plan={plan} />}
    </div>
  )
}

/** As what the bureau received it, and by when it answers. */
function Receipt({ plan: { receipt } }: { plan: PlanAnswer }) {
  if (!receipt) return null
  const { number, received, due, tentative, bureau, by } = receipt
  return (
    <>
      <Figure name={words.receipt} title={words.receiptTitle(bureau, received, by)}>
        {number}
      </Figure>
      <Figure name={words.receiptDue}>{tentative ? `${due}（${common.tentative}）` : due}</Figure>
    </>
  )
}
