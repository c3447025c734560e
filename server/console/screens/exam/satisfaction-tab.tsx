import type { SatisfactionReport } from '../../../../shared/api/exam'
import { satisfactionSheet } from '../../../../shared/exam/satisfaction'
import { exam } from '../../client/exam'
import { useLoad } from '../../client/load'
import { Loading, Note, ProblemNote } from '../../parts/note'
import { Scroll } from '../../parts/scroll'
import { words } from './words'

/** 满意度 of a class: how often each answer was given, and what was written; nobody's name. */
export function SatisfactionTab({ classId }: { classId: string }) {
  const { data, problem, refresh } = useLoad(() => exam.satisfaction(classId), `satisfaction/${classId}`, 60_000)
  if (!data) return problem ? <ProblemNote problem={problem} retry={() => void refresh()} /> : <Loading />
  return (
    <div class="stack-wide">
      <p class="prose">{words.satisfactionLead}</p>
      <p>
        <strong>{words.given(data.given, data.people)}</strong>
      </p>
      {data.counts ? <Counts counts={data.counts} /> : <Note is="attention">{words.tooFew(data.least)}</Note>}
      {data.counts && (
        <section class="stack" aria-labelledby="remarks">
          <h2 id="remarks">{words.remarks}</h2>
          {data.remarks.length === 0 && <p class="quiet">{words.noRemarks}</p>}
          <ul class="stack-tight">
            {data.remarks.map((remark, i) => (
              <li key={i} class="said">
                {remark}
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

function Counts({ counts }: { counts: NonNullable<SatisfactionReport['counts']> }) {
  const { questions, answers } = satisfactionSheet
  return (
    <div class="table-frame">
      <Scroll label={words.question}>
        <table>
          <caption class="hidden-visually">{words.question}</caption>
          <thead>
            <tr>
              <th scope="col">{words.question}</th>
              {answers.map(({ value, label }) => (
                <th key={value} scope="col" class="number">
                  {label}
                </th>
              ))}
              <th scope="col" class="number">
                {words.mean}
              </th>
            </tr>
          </thead>
          <tbody>
            {questions.map((question, i) => (
              <tr key={question}>
                <th scope="row">{question}</th>
                {answers.map(({ value }) => (
                  <td key={value} class="number">
                    {counts[i]?.[value - 1] ?? 0}
                  </td>
                ))}
                <td class="number">{meanOf(counts[i] ?? [])}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </div>
  )
}

function meanOf(counts: readonly number[]): string {
  const all = counts.reduce((sum, n) => sum + n, 0)
  const points = counts.reduce((sum, n, i) => sum + n * (i + 1), 0)
  return all === 0 ? '' : (points / all).toFixed(2)
}
