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
  const changed = async () => setVersion((n) => n + 1)
  return (
    <div class="stack-wide">
      <p class="prose">{words.lead}</p>
      <DataTable<ResultsRow>
        id="results"
        caption={words.results}
        path={`/classes/${id}/results`}
        load={exam.results(id)}
        version={version}
        columns={columnsOf(may, setGone)}
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
        inner={(row, refresh) => may && !row.left && <Entering row={row} detail={detail} entered={refresh} />}
      />
      {may && <ImportResults classId={id} policy={detail.plan.policy} done={changed} />}
      {gone && <Withdrawal of={gone} close={() => setGone(undefined)} done={changed} />}
    </div>
  )
}

interface EnteringProps {
  row: ResultsRow
  detail: ClassDetail
  entered: () => Promise<void>
}

function Entering({ row, detail, entered }: EnteringProps) {
  const [what, setWhat] = useState<'result' | 'certificate'>()
  const who = `${row.number} ${row.name}`
  const close = async (saved: boolean) => {
    setWhat(undefined)
    if (saved) await entered()
  }
  if (what === 'result')
    return (
      <ResultForm classId={detail.summary.id} seat={row.seat} who={who} courses={detail.plan.courses} close={close} />
    )
  if (what === 'certificate')
    return <CertificateForm classId={detail.summary.id} seat={row.seat} who={who} close={close} />
  return (
    <div class="row">
      <Button kind="small" onClick={() => setWhat('result')}>
        {words.add}
        <span class="hidden-visually">：{who}</span>
      </Button>
      <Button kind="small" onClick={() => setWhat('certificate')}>
        {words.addCertificate}
        <span class="hidden-visually">：{who}</span>
      </Button>
    </div>
  )
}

const columnsOf = (may: boolean, withdraw: (what: Withdrawable) => void): Column<ResultsRow>[] => [
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
