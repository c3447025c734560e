import { type InterviewResult, interviewWords, type ReviewPersonRow } from '../../../../shared/api/bureau-review'
import { showYuan } from '../../../../shared/claim/money'
import { Icon } from '../../parts/icon'
import { State, type StateName } from '../../parts/state'
import type { Column } from '../../parts/table/column'
import { common } from '../../words/common'
import { peopleWords } from './people-words'

const grades = { serious: 'wrong', check: 'attention', note: 'idle' } as const satisfies Record<
  ReviewPersonRow['findings'][number]['severity'],
  StateName
>

/** Nobody reached is nobody checked. */
const toDo = (drawn: boolean, interview: InterviewResult | undefined): boolean =>
  drawn && (interview === undefined || interview === 'not-reached')

export const peopleColumns = (open: ReadonlySet<string>, toggle: (id: string) => void): Column<ReviewPersonRow>[] => [
  {
    ...{ id: 'name', label: peopleWords.person, sort: 'number', head: true, also: ['class', 'number', 'id'] },
    cell: ({ number, name, idMasked, className }) => (
      <>
        <span class="nowrap">
          {number} {name}
        </span>
        <div class="small quiet">
          <span class="nowrap">{idMasked}</span> {className}
        </div>
      </>
    ),
  },
  {
    ...{ id: 'occupation', label: peopleWords.occupation, spare: true },
    cell: ({ occupation, level }) => `${occupation} ${level}`,
  },
  { id: 'hours', label: peopleWords.hours, number: true, cell: ({ hours }) => hours },
  {
    ...{ id: 'accepted', label: peopleWords.accepted, number: true },
    cell: ({ hours, accepted }) => (hours === accepted ? accepted : <strong>{accepted}</strong>),
  },
  {
    ...{ id: 'asked', label: peopleWords.asked, sort: 'asked', number: true },
    cell: ({ asked, reckoned }) => (
      <>
        <span class="nowrap">{showYuan(asked)}</span>
        {reckoned !== undefined && (
          <div class="small">
            <State is="attention">{peopleWords.reckoned(showYuan(reckoned))}</State>
          </div>
        )}
      </>
    ),
  },
  {
    ...{ id: 'amount', label: peopleWords.amount, sort: 'amount', number: true, also: ['reason'] },
    cell: ({ id, name, asked, amount, ruling }) => (
      <>
        <button
          type="button"
          class="sort"
          aria-expanded={open.has(id)}
          aria-label={`${showYuan(amount)} ${peopleWords.open(name)}`}
          onClick={() => toggle(id)}
        >
          <Icon name={open.has(id) ? 'down' : 'right'} size={12} />
          {amount === asked ? showYuan(amount) : <strong>{showYuan(amount)}</strong>}
        </button>
        {ruling && <div class="small quiet">{ruling.reason}</div>}
        {ruling?.carried !== undefined && (
          <div class="small">
            <State is="attention">{peopleWords.carried(ruling.carried)}</State>
          </div>
        )}
      </>
    ),
  },
  {
    ...{ id: 'findings', label: peopleWords.findings, sort: 'findings' },
    cell: ({ findings }) =>
      findings.length === 0 ? (
        <span class="quiet">{common.none}</span>
      ) : (
        <ul class="plain small">
          {findings.map(({ label, severity }, i) => (
            <li key={`${label} ${i}`}>
              <State is={grades[severity]}>{label}</State>
            </li>
          ))}
        </ul>
      ),
  },
  {
    ...{ id: 'check', label: peopleWords.check },
    cell: ({ id, name, drawn, interview }) => (
      <>
        {interview ? (
          <State is={interview === 'agrees' ? 'counted' : 'attention'}>{interviewWords[interview]}</State>
        ) : (
          drawn && <State is="attention">{peopleWords.drawn}</State>
        )}
        <div class="small">
          <a
            href={`/reviews/people/${id}`}
            aria-label={`${toDo(drawn, interview) ? peopleWords.toInterview : peopleWords.interview} ${name}`}
          >
            {toDo(drawn, interview) ? peopleWords.toInterview : peopleWords.interview}
          </a>
        </div>
      </>
    ),
  },
]
