import { useState } from 'preact/hooks'
import type { ManualChoices, ManualReport, ManualRequest } from '../../../../shared/api/bureau-interview'
import { showYuan } from '../../../../shared/claim/money'
import { useAct } from '../../client/act'
import { reviews } from '../../client/bureau-review'
import { useLoad } from '../../client/load'
import { Button, DownloadButton } from '../../parts/button'
import { Drop } from '../../parts/drop'
import { SelectField, TextField } from '../../parts/field'
import { Loading, Note, ProblemNote } from '../../parts/note'
import { Heading } from '../../parts/page'
import { PlacesTable } from '../class/places-table'
import { ManualReportView } from './manual-report'
import { manualWords as words } from './manual-words'
import { words as reviewWords } from './words'

/** 手工申报: the workbook of a 单位 without this software, checked first, then imported. */
export function Manual() {
  const { data, problem, refresh } = useLoad(reviews.manualChoices, 'manual')
  if (!data) return problem ? <ProblemNote problem={problem} retry={() => void refresh()} /> : <Loading />
  return (
    <div class="stack-wide">
      <div class="stack">
        <nav class="crumbs" aria-label={reviewWords.title}>
          <a href="/reviews">{reviewWords.title}</a>
        </nav>
        <Heading title={words.title}>
          <DownloadButton fetch={reviews.template}>{words.template}</DownloadButton>
        </Heading>
        <p class="prose">{words.lead}</p>
      </div>
      <ManualForm choices={data} />
    </div>
  )
}

type About = Omit<ManualRequest, 'dry' | 'fileName'>
const kinds = ['enterprise', 'institution'] as const

function ManualForm({ choices: { firms, tables, claims } }: { choices: ManualChoices }) {
  const act = useAct()
  const [about, setAbout] = useState<About>({
    ...{ claim: '', firm: firms[0]?.id ?? '', firmName: '', firmKind: 'enterprise', creditCode: '', title: '' },
    ...{ theirNumber: '', rateTable: tables[0]?.id ?? '', accountName: '', accountBank: '', accountNumber: '' },
  })
  const [file, setFile] = useState<File>()
  const [report, setReport] = useState<ManualReport>()
  const put = (change: Partial<About>) => setAbout({ ...about, ...change })
  const choose = (id: string) => {
    const claim = claims.find((one) => one.id === id)
    setReport(undefined)
    put({
      claim: id,
      ...(claim && { title: claim.title, theirNumber: claim.theirNumber, rateTable: claim.rateTable }),
    })
  }
  const ready =
    about.title.trim() !== '' &&
    about.rateTable !== '' &&
    (about.claim !== '' || about.firm !== '' || about.firmName.trim() !== '')
  const send = (dry: '0' | '1', of: File) =>
    void act.run(async () => {
      setReport(undefined)
      setReport(await reviews.importManual(of, { ...about, dry, fileName: of.name }))
    })
  const text = (field: keyof About, label: string, maxLength: number, optional = true) => (
    <TextField
      label={label}
      {...(optional && { optional: true as const })}
      value={about[field]}
      maxLength={maxLength}
      onChange={(value) => put({ [field]: value })}
    />
  )
  return (
    <div class="stack">
      <div class="card form stack narrow">
        {claims.length > 0 && (
          <SelectField
            label={words.of}
            help={about.claim === '' ? undefined : words.ofHelp}
            value={about.claim}
            onChange={choose}
            options={[
              { value: '', label: words.newClaim },
              ...claims.map(({ id, number, firm, title, version }) => ({
                value: id,
                label: words.replaces(number, firm, title, version + 1),
              })),
            ]}
          />
        )}
        {about.claim === '' && (
          <SelectField
            label={words.firm}
            value={about.firm}
            onChange={(firm) => put({ firm })}
            options={[
              ...firms.map(({ id, name }) => ({ value: id, label: name })),
              { value: '', label: words.newFirm },
            ]}
          />
        )}
        {about.claim === '' && about.firm === '' && (
          <>
            {text('firmName', words.firmName, 100, false)}
            <SelectField
              label={words.kind}
              value={about.firmKind}
              onChange={(value) => put({ firmKind: kinds.find((one) => one === value) ?? 'enterprise' })}
              options={kinds.map((value) => ({ value, label: words.kinds[value] }))}
            />
            {text('creditCode', words.creditCode, 18)}
          </>
        )}
        {text('title', words.name, 200, false)}
        {text('theirNumber', words.theirNumber, 40)}
        <SelectField
          label={words.table}
          value={about.rateTable}
          onChange={(rateTable) => put({ rateTable })}
          options={tables.map(({ id, title, standard }) => ({ value: id, label: `${title}：${standard}` }))}
        />
        <fieldset class="field stack">
          <legend>{words.account}</legend>
          {about.claim !== '' && <p class="help">{words.keepsAccount}</p>}
          <div class="pair">
            {text('accountName', words.accountName, 100)}
            {text('accountBank', words.accountBank, 100)}
          </div>
          {text('accountNumber', words.accountNumber, 40)}
        </fieldset>
        <Drop
          hint={file ? words.chosen(file.name) : words.file}
          accept=".xlsx,.csv"
          onFiles={([one]) => {
            if (!one) return
            setFile(one)
            setReport(undefined)
            if (ready) send('1', one)
          }}
        />
        {!ready && <p class="help">{words.fill}</p>}
        <div class="row">
          <Button act={act} disabled={!ready || !file} onClick={() => file && send('1', file)}>
            {words.check}
          </Button>
          <Button
            kind="main"
            act={act}
            disabled={!ready || !file || !report || report.claim !== undefined}
            onClick={() => file && send('0', file)}
          >
            {words.import}
          </Button>
        </div>
      </div>
      {act.problem && <ProblemNote problem={act.problem} />}
      {act.problem && act.problem.places.length > 0 && (
        <PlacesTable places={act.problem.places} caption={act.problem.message} />
      )}
      {report?.number !== undefined && report.claim !== undefined && (
        <Note is="counted">
          {words.imported(report.number)} <a href={`/reviews/${report.claim}`}>{words.open}</a>
        </Note>
      )}
      {report && report.claim === undefined && (
        <Note is="counted">
          {words.checked(report.people, showYuan(report.asked))}，{words.reckoned(showYuan(report.reckoned))}
        </Note>
      )}
      {report && <ManualReportView report={report} />}
    </div>
  )
}
