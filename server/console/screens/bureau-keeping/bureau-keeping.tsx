import { useState } from 'preact/hooks'
import type { KeepingAnswer } from '../../../../shared/api/bureau-keeping'
import { keeping } from '../../client/bureau-keeping'
import { useLoad } from '../../client/load'
import { isOneOf } from '../../client/session'
import { Loading, ProblemNote } from '../../parts/note'
import { Figure, Heading } from '../../parts/page'
import { Scroll } from '../../parts/scroll'
import { common } from '../../words/common'
import { RuleForm } from '../media/retention-rules'
import { DamagedPart } from './damaged-part'
import { DisposalsPart } from './disposals-part'
import { ExportPart } from './export-part'
import { HoldsPart } from './holds-part'
import { words } from './words'

export interface PartProps {
  state: KeepingAnswer
  /** As the server has it after something was done. */
  onChange: (state: KeepingAnswer) => void
}

/** 资料留存与审计: a section of a bureau's settings. */
export function BureauKeeping() {
  const { data, problem, refresh } = useLoad(keeping.state, 'keeping')
  const [changed, setChanged] = useState<KeepingAnswer>()
  if (!data) return problem ? <ProblemNote problem={problem} retry={() => void refresh()} /> : <Loading />
  const state = changed ?? data
  return (
    <div class="stack-wide">
      <div class="stack">
        <Heading title={words.title} />
        <p class="prose">{words.lead}</p>
        <dl class="figures">
          <Figure name={words.packages}>{state.packages}</Figure>
          <Figure name={words.checked}>{state.checked}</Figure>
          <Figure name={words.damaged}>{state.damaged.length}</Figure>
        </dl>
      </div>
      <DamagedPart state={state} onChange={setChanged} />
      {isOneOf('administrator', 'manager', 'auditor') && <ExportPart />}
      <Terms state={state} />
      <Rules state={state} />
      {isOneOf('administrator', 'manager') && <RuleForm onAdded={async () => setChanged(await keeping.state())} />}
      <HoldsPart state={state} onChange={setChanged} />
      <DisposalsPart state={state} onChange={setChanged} />
    </div>
  )
}

const Terms = ({ state: { terms } }: Pick<PartProps, 'state'>) =>
  terms.length === 0 ? null : (
    <section class="stack" aria-labelledby="keeping-terms">
      <h2 id="keeping-terms">{words.terms}</h2>
      <p class="prose">{words.termsLead}</p>
      <div class="table-frame">
        <Scroll label={words.kind}>
          <table>
            <thead>
              <tr>
                <th scope="col">{words.kind}</th>
                <th scope="col" class="number">
                  {words.count}
                </th>
                <th scope="col" class="number">
                  {words.open}
                </th>
                <th scope="col">{words.first}</th>
              </tr>
            </thead>
            <tbody>
              {terms.map(({ kind, count, open, first }) => (
                <tr key={kind}>
                  <th scope="row">{words.kinds[kind]}</th>
                  <td class="number">{count}</td>
                  <td class="number">{open}</td>
                  <td class="nowrap">{first ?? common.none}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      </div>
    </section>
  )

const Rules = ({ state: { rules } }: Pick<PartProps, 'state'>) => (
  <section class="stack" aria-labelledby="keeping-rules">
    <h2 id="keeping-rules">{words.rules}</h2>
    <p class="prose">{words.rulesLead}</p>
    <div class="table-frame">
      <Scroll label={words.rule}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.rule}</th>
              <th scope="col">{words.years}</th>
              <th scope="col">{words.from}</th>
              <th scope="col">{words.source}</th>
            </tr>
          </thead>
          <tbody>
            {rules.map(({ title, years, from, source, own }) => (
              <tr key={title}>
                <th scope="row">
                  {title} {own && <span class="small quiet">{words.own}</span>}
                </th>
                <td class="nowrap">{words.yearsOf(years)}</td>
                <td class="nowrap">{from}</td>
                <td>{source}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </div>
  </section>
)
