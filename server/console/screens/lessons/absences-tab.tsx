import { useState } from 'preact/hooks'
import type { AbsenceRow, RetrainingRow } from '../../../../shared/api/lessons'
import { showTime } from '../../../../shared/calendar/beijing'
import { lessons } from '../../client/lessons'
import { ofClass } from '../../client/lists'
import { mayWrite } from '../../client/session'
import { Empty } from '../../parts/note'
import { State } from '../../parts/state'
import type { Column } from '../../parts/table/column'
import { DataTable } from '../../parts/table/data-table'
import { common } from '../../words/common'
import { AbsenceForm } from './absence-form'
import { absenceWords } from './absence-words'
import { words } from './words'

const filters = ['open', 'leave', 'made-up'] as const
const kinds = ['same', 'higher', 'year'] as const

/** Who missed what and how it was made up for; below it, who trained for the same before. */
export function AbsencesTab({ classId }: { classId: string }) {
  const [version, setVersion] = useState(0)
  return (
    <div class="stack-wide">
      <div class="stack">
        <p class="prose">{absenceWords.absencesLead}</p>
        {mayWrite() && <AbsenceForm classId={classId} done={async () => setVersion(version + 1)} />}
        <DataTable<AbsenceRow>
          id="absences"
          caption={absenceWords.absences}
          path={ofClass(classId, 'absences')}
          load={lessons.absences(classId)}
          version={version}
          columns={absenceColumns(classId)}
          keyOf={({ seat, lesson }) => `${seat}/${lesson}`}
          nameOf={({ number, name, content }) => `${number} ${name} ${content}`}
          searchLabel={absenceWords.findAbsence}
          filterLabel={words.filter}
          filters={[
            { value: '', label: words.all },
            ...filters.map((value) => ({ value, label: absenceWords.absenceFilters[value] })),
          ]}
          first={{ sort: 'from', order: 'down' }}
          empty={
            <Empty title={absenceWords.noAbsence}>
              <p class="prose">{absenceWords.noAbsenceLead}</p>
            </Empty>
          }
        />
      </div>
      <div class="stack">
        <h2>{absenceWords.retraining}</h2>
        <p class="prose">{absenceWords.retrainingLead}</p>
        <DataTable<RetrainingRow>
          id="retraining"
          caption={absenceWords.retraining}
          path={ofClass(classId, 'retraining')}
          load={lessons.retraining(classId)}
          columns={retrainingColumns}
          keyOf={({ seat, otherSeat }) => `${seat}/${otherSeat}`}
          nameOf={({ number, name }) => `${number} ${name}`}
          searchLabel={absenceWords.findAbsence}
          filterLabel={words.filter}
          filters={[
            { value: '', label: words.all },
            ...kinds.map((value) => ({ value, label: absenceWords.retrainingFilters[value] })),
          ]}
          empty={
            <Empty title={absenceWords.noRetraining}>
              <p class="prose">{absenceWords.noRetrainingLead}</p>
            </Empty>
          }
        />
      </div>
    </div>
  )
}

const absenceColumns = (classId: string): Column<AbsenceRow>[] => [
  { id: 'from', label: words.date, sort: 'from', nowrap: true, cell: ({ from }) => showTime(from) },
  {
    ...{ id: 'name', label: absenceWords.person, sort: 'number', head: true, also: ['number'] },
    cell: ({ seat, number, name }) => (
      <a href={`/seats/${seat}?class=${classId}`}>
        {number} {name}
      </a>
    ),
  },
  {
    ...{ id: 'content', label: absenceWords.lesson },
    cell: ({ lesson, content }) => <a href={`/lessons/${lesson}`}>{content}</a>,
  },
  { id: 'hours', label: words.hours, number: true, cell: ({ hours }) => hours },
  {
    ...{ id: 'leave', label: absenceWords.leave },
    cell: ({ leave }) =>
      leave ? (
        <>
          {leave.reason}
          <div class="small quiet">{absenceWords.by(leave.by)}</div>
        </>
      ) : (
        <span class="quiet">{common.none}</span>
      ),
  },
  {
    ...{ id: 'madeUp', label: absenceWords.makeUpCell },
    cell: ({ madeUp, coming }) =>
      madeUp ? (
        <State is="counted">{madeUp.reason}</State>
      ) : coming ? (
        <span class="quiet">{words.coming}</span>
      ) : (
        <State is="attention">{absenceWords.notMadeUp}</State>
      ),
  },
]

const retrainingColumns: Column<RetrainingRow>[] = [
  {
    ...{ id: 'name', label: absenceWords.person, sort: 'number', head: true, also: ['number'] },
    cell: ({ number, name }) => `${number} ${name}`,
  },
  {
    ...{ id: 'kind', label: absenceWords.retraining, sort: 'kind', nowrap: true },
    cell: ({ kind }) => (
      <State is={kind === 'year' ? 'waiting' : 'attention'}>{absenceWords.kindsOfRetraining[kind]}</State>
    ),
  },
  {
    ...{ id: 'class', label: absenceWords.otherClass },
    cell: ({ otherSeat, className }) => <a href={`/seats/${otherSeat}`}>{className}</a>,
  },
  { id: 'occupation', label: absenceWords.occupation, cell: ({ occupation, level }) => `${occupation} ${level}` },
  {
    id: 'period',
    label: absenceWords.period,
    nowrap: true,
    cell: ({ from, to }) => `${from} ${absenceWords.until} ${to}`,
  },
]
