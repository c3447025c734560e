import type { ClaimPersonRow } from '../../../../shared/api/claims'
import { showYuan } from '../../../../shared/claim/money'
import { Icon } from '../../parts/icon'
import { State, type StateName } from '../../parts/state'
import type { Column } from '../../parts/table/column'
import { common } from '../../words/common'
import { words as peopleWords } from './people-words'

const icons: Record<ClaimPersonRow['state'], StateName> = {
  ready: 'counted',
  lacking: 'attention',
  elsewhere: 'waiting',
  left: 'idle',
}

/** The people of a claim; an amount opens to the lines it was reckoned from. */
export const peopleColumns = (
  open: ReadonlySet<string>,
  toggle: (seat: string) => void,
  several: boolean,
): Column<ClaimPersonRow>[] => [
  { id: 'number', label: peopleWords.personNumber, sort: 'number', nowrap: true, cell: ({ number }) => number },
  {
    ...{ id: 'name', label: peopleWords.person, sort: 'name', head: true, nowrap: true },
    cell: ({ seat, class: of, name }) => <a href={`/seats/${seat}?class=${of}`}>{name}</a>,
  },
  { id: 'id', label: peopleWords.id, nowrap: true, cell: ({ idMasked }) => idMasked },
  ...(several
    ? [{ id: 'class', label: peopleWords.className, cell: ({ className }: ClaimPersonRow) => className }]
    : []),
  {
    ...{ id: 'chosen', label: peopleWords.chosen, nowrap: true, also: ['state', 'missing'] },
    cell: (row) => (
      <>
        {row.chosen ? peopleWords.isChosen : <span class="quiet">{peopleWords.notChosen}</span>}
        <div class="small" title={row.missing.join('\n')}>
          <State is={icons[row.state]}>
            {row.claim === undefined
              ? peopleWords.personStates[row.state]
              : `${peopleWords.personStates[row.state]} ${row.claim}`}
            {row.missing.length > 0 && row.state === 'lacking' && `，${peopleWords.lacks(row.missing.length)}`}
          </State>
        </div>
      </>
    ),
  },
  {
    ...{ id: 'hours', label: peopleWords.hours, sort: 'hours', number: true },
    cell: ({ line, hours }) => `${line?.hours.total ?? hours} ${common.hoursUnit}`,
  },
  {
    ...{ id: 'score', label: peopleWords.score },
    cell: ({ line }) => (line ? line.scoreText : <span class="quiet">{common.none}</span>),
  },
  {
    ...{ id: 'certificate', label: peopleWords.certificate, spare: true },
    cell: ({ line }) => line?.certificate ?? <span class="quiet">{common.none}</span>,
  },
  {
    ...{ id: 'total', label: peopleWords.amount, sort: 'total', number: true, also: ['lines'] },
    cell: ({ seat, name, line }) =>
      line === undefined ? (
        <span class="quiet">{common.none}</span>
      ) : (
        <>
          <button
            type="button"
            class="sort"
            aria-expanded={open.has(seat)}
            aria-label={`${showYuan(line.total)} ${peopleWords.open(name)}`}
            onClick={() => toggle(seat)}
          >
            <Icon name={open.has(seat) ? 'down' : 'right'} size={12} />
            {showYuan(line.total)}
          </button>
          {line.refused !== undefined && (
            <div class="small">
              <State is="wrong">{line.refused}</State>
            </div>
          )}
        </>
      ),
  },
]
