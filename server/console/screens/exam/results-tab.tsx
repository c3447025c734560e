import { useState } from 'preact/hooks'
import type { ClassDetail } from '../../../../shared/api'
import { examParts, type ResultsRow, resultSources, type ShownResult } from '../../../../shared/api/results'
import { exam } from '../../client/exam'
import { isOneOf } from '../../client/session'
import { Button } from '../../parts/button'
import { Empty } from '../../parts/note'
import { State } from '../../parts/state'
import type { Column } from '../../parts/table/column'
import { DataTable } from '../../parts/table/data-table'
import { CertificateForm } from './certificate-form'
import { ImportResults } from './import-results'
import { ResultForm } from './result-form'
import { words } from './result-words'
import { type Withdrawable, Withdrawal } from './withdrawal'

/** 成绩与证书: every result of everybody in the class, whatever its source, and the certificates. */
export function ResultsTab({ detail }: { detail: ClassDetail }) {
  const id = detail.summary.id
  const may = isOneOf('administrator', 'manager', 'hr')
  const [version, setVersion] = useState(0)
  const [gone, setGone] = useState<Withdrawable>()
  const [entering, setEntering] = useState<Entering>()
  const changed = async () => setVersion((n) => n + 1)
  return (
    <div class="stack-wide">
      <p class="prose">{words.lead}</p>
      {entering && (
        <EnterForm
          key={`${entering.row.seat}/${entering.what}`}
          of={entering}
          detail={detail}
          close={async (saved) => {
            setEntering(undefined)
            if (saved) await changed()
          }}
        />
      )}
      <DataTable<ResultsRow>
        id="results"
        caption={words.results}
        path={`/classes/${id}/results`}
        load={exam.results(id)}
        version={version}
        columns={columnsOf(may, setEntering, setGone)}
        keyOf={({ seat }) => seat}
        nameOf={({ number, name }) => `${number} ${name}`}
        searchLabel={words.find}
        filterLabel={words.show}
        filters={[
          { value: '', label: words.all },
          { value: 'none', label: words.none },
          { value: 'failed', label: words.failed },
          { value: 'uncertified', label: words.uncertified },
        ]}
        first={{ sort: 'number', order: 'up' }}
        empty={
          <Empty title={words.empty}>
            <p class="prose">{words.emptyLead}</p>
          </Empty>
        }
      />
      {may && <ImportResults classId={id} policy={detail.plan.policy} done={changed} />}
      {gone && <Withdrawal of={gone} close={() => setGone(undefined)} done={changed} />}
    </div>
  )
}

interface Entering {
  row: ResultsRow
  what: 'result' | 'certificate'
}

interface FormProps {
  of: Entering
  detail: ClassDetail
  close: (saved: boolean) => Promise<void>
}

function EnterForm({ of: { row, what }, detail, close }: FormProps) {
  const of = { classId: detail.summary.id, seat: row.seat, who: `${row.number} ${row.name}`, close }
  return what === 'result' ? <ResultForm {...of} courses={detail.plan.courses} /> : <CertificateForm {...of} />
}

function EnterButtons({ row, enter }: { row: ResultsRow; enter: (what: Entering) => void }) {
  const who = `${row.number} ${row.name}`
  return (
    <div class="row">
      <Button kind="small" onClick={() => enter({ row, what: 'result' })}>
        {words.add}
        <span class="hidden-visually">：{who}</span>
      </Button>
      <Button kind="small" onClick={() => enter({ row, what: 'certificate' })}>
        {words.addCertificate}
        <span class="hidden-visually">：{who}</span>
      </Button>
    </div>
  )
}

const columnsOf = (
  may: boolean,
  enter: (what: Entering) => void,
  withdraw: (what: Withdrawable) => void,
): Column<ResultsRow>[] => [
  {
    ...{ id: 'name', label: words.person, sort: 'number', head: true, nowrap: true, also: ['number', 'id'] },
    cell: ({ number, name, idMasked, left }) => (
      <>
        {number} {name}
        <div class="small quiet">{left ? words.left : idMasked}</div>
      </>
    ),
  },
  {
    ...{ id: 'results', label: words.scores },
    cell: ({ results, number, name }) =>
      results.length === 0 ? (
        <span class="quiet">{words.noScores}</span>
      ) : (
        <ul class="plain-list">
          {results.map((result) => (
            <li key={result.id} class="row">
              <Result result={result} />
              {may && (result.source === 'imported' || result.source === 'entered') && (
                <Button
                  kind="link"
                  onClick={() =>
                    withdraw({ what: 'results', id: result.id, said: `${number} ${name} ${textOf(result)}` })
                  }
                >
                  {words.withdraw}
                  <span class="hidden-visually">：{`${number} ${name} ${textOf(result)}`}</span>
                </Button>
              )}
            </li>
          ))}
        </ul>
      ),
  },
  {
    ...{ id: 'certificates', label: words.certificates },
    cell: ({ certificates, number, name }) =>
      certificates.length === 0 ? (
        <span class="quiet">{words.noCertificate}</span>
      ) : (
        <ul class="plain-list">
          {certificates.map((one) => (
            <li key={one.id}>
              <span class="mono">{one.number}</span>{' '}
              {may && (
                <Button
                  kind="link"
                  onClick={() =>
                    withdraw({ what: 'certificates', id: one.id, said: `${number} ${name} ${one.number}` })
                  }
                >
                  {words.withdraw}
                  <span class="hidden-visually">：{one.number}</span>
                </Button>
              )}
              <div class="small quiet">
                {one.day} {one.issuer ?? ''}
              </div>
            </li>
          ))}
        </ul>
      ),
  },
  ...(may
    ? [
        {
          ...{ id: 'enter', label: words.enter },
          cell: (row: ResultsRow) => (row.left ? '' : <EnterButtons row={row} enter={enter} />),
        },
      ]
    : []),
]

/** What somebody was examined in, and what came of it. */
export const textOf = ({ part, courseTitle, value, max, attempt, day }: ShownResult): string =>
  [
    ...[day, examParts[part], courseTitle],
    ...[value && `${value}${max ? `/${max}` : ''}`, attempt && words.attempt(attempt)],
  ]
    .filter(Boolean)
    .join(' ')

function Result({ result }: { result: ShownResult }) {
  const { pass, source } = result
  return (
    <span>
      {textOf(result)}{' '}
      <State is={pass === true ? 'counted' : pass === false ? 'attention' : 'idle'}>
        {pass === undefined ? words.unknown : pass ? words.pass : words.fail}
      </State>{' '}
      <span class="small quiet">{resultSources[source]}</span>
    </span>
  )
}
