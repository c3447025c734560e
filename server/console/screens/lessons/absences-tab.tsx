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
import { words } from './words'

const filters = ['open', 'leave', 'made-up'] as const
const kinds = ['same', 'higher', 'year'] as const

/** Who missed what and how it was made up for; below it, who trained for the same before. */
export function AbsencesTab({ classId }: { classId: string }) {
  const [version, setVersion] = useState(0)
  return (
    <div class="stack-wide">
      <div class="stack">
        <p class="prose">{words.absencesLead}</p>
        {mayWrite() && <AbsenceForm classId={classId} done={async () => setVersion(version + 1)} />}
        <DataTable<AbsenceRow>
          id="absences"
          caption={words.absences}
          path={ofClass(classId, 'absences')}
          load={lessons.absences(classId)}
          version={version}
          columns={absenceColumns(classId)}
          keyOf={({ seat, lesson }) => `${seat}/${lesson}`}
          nameOf={({ number, name, content }) => `${number} ${name} ${content}`}
          searchLabel={words.findAbsence}
          filterLabel={words.filter}
          filters={[
            { value: '', label: words.all },
            ...filters.map((value) => ({ value, label: words.absenceFilters[value] })),
          ]}
          first={{ sort: 'from', order: 'down' }}
          empty={
            <Empty title={words.noAbsence}>
              <p class="prose">{words.noAbsenceLead}</p>
            </Empty>
          }
        />
      </div>
      <section class="stack" aria-labelledby="retraining">
        <h2 id="retraining">{words.retraining}</h2>
        <p class="prose">{words.retrainingLead}</p>
        <DataTable<RetrainingRow>
          id="retraining"
          caption={words.retraining}
          path={ofClass(classId, 'retraining')}
          load={lessons.retraining(classId)}
          columns={retrainingColumns}
          keyOf={({ seat, otherSeat }) => `${seat}/${otherSeat}`}
          nameOf={({ number, name }) => `${number} ${name}`}
          searchLabel={words.findAbsence}
          filterLabel={words.filter}
          filters={[
            { value: '', label: words.all },
            ...kinds.map((value) => ({ value, label: words.retrainingFilters[value] })),
          ]}
          empty={
            <Empty title={words.noRetraining}>
              <p class="prose">{words.noRetrainingLead}</p>
            </Empty>
          }
        />
      </section>
    </div>
  )
}

const absenceColumns = (classId: string): Column<AbsenceRow>[] => [
  { id: 'from', label: words.date, sort: 'from', nowrap: true, cell: ({ from }) => showTime(from) },
  {
    ...{ id: 'name', label: words.person, sort: 'number', head: true, also: ['number'] },
    cell: ({ seat, number, name }) => (
      <a href={`/seats/${seat}?class=${classId}`}>
        {number} {name}
      </a>
    ),
  },
  {
    ...{ id: 'content', label: words.lesson },
    cell: ({ lesson, content }) => <a href={`/lessons/${lesson}`}>{content}</a>,
  },
  { id: 'hours', label: words.hours, number: true, cell: ({ hours }) => hours },
  {
    ...{ id: 'leave', label: words.leave },
    cell: ({ leave }) =>
      leave ? (
        <>
          {leave.reason}
          <div class="small quiet">{words.by(leave.by)}</div>
        </>
      ) : (
        <span class="quiet">{common.none}</span>
      ),
  },
  {
    ...{ id: 'madeUp', label: words.makeUpCell },
    cell: ({ madeUp, coming }) =>
      madeUp ? (
        <State is="counted">{madeUp.reason}</State>
      ) : coming ? (
        <span class="quiet">{words.coming}</span>
      ) : (
        <State is="attention">{words.notMadeUp}</State>
      ),
  },
]

const retrainingColumns: Column<RetrainingRow>[] = [
  {
    ...{ id: 'name', label: words.person, sort: 'number', head: true, also: ['number'] },
    cell: ({ number, name }) => `${number} ${name}`,
  },
  {
    ...{ id: 'kind', label: words.retraining, sort: 'kind', nowrap: true },
    cell: ({ kind }) => <State is={kind === 'year' ? 'waiting' : 'attention'}>{words.kindsOfRetraining[kind]}</State>,
  },
  {
    ...{ id: 'class', label: words.otherClass },
    cell: ({ otherSeat, className }) => <a href={`/seats/${otherSeat}`}>{className}</a>,
  },
  { id: 'occupation', label: words.occupation, cell: ({ occupation, level }) => `${occupation} ${level}` },
  { id: 'period', label: words.period, nowrap: true, cell: ({ from, to }) => `${from} ${words.until} ${to}` },
]
