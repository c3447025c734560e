import { useState } from 'preact/hooks'
import type { AuditPage } from '../../../../shared/api/access'
import { actionWords } from '../../../../shared/api/audit-actions'
import { showClock, showTime } from '../../../../shared/calendar/beijing'
import { type AuditFilter, access } from '../../client/access'
import { useLoad } from '../../client/load'
import { Button, DownloadButton } from '../../parts/button'
import { SelectField, TextField } from '../../parts/field'
import { Empty, Loading, ProblemNote } from '../../parts/note'
import { Heading } from '../../parts/page'
import { Scroll } from '../../parts/scroll'
import { auditWords as words } from './audit-words'

const everything: AuditFilter = { person: '', action: '', from: '', to: '' }

/** Who did what: narrowed and paged by the server. */
export function Audit() {
  const [filter, setFilter] = useState(everything)
  const [page, setPage] = useState(0)
  const { data, problem, refresh } = useLoad(
    () => access.audit(filter, page),
    `audit/${page}/${Object.values(filter).join('/')}`,
  )
  const [known, setKnown] = useState<AuditPage>()
  if (data && data !== known) setKnown(data)
  const put = (change: Partial<AuditFilter>) => {
    setFilter({ ...filter, ...change })
    setPage(0)
  }
  return (
    <div class="stack-wide">
      <Heading title={words.title}>
        <DownloadButton fetch={() => access.auditFile(filter)}>{words.export}</DownloadButton>
      </Heading>
      <p class="prose">{words.lead}</p>
      <div class="pair no-print">
        <SelectField
          label={words.person}
          optional="unsaid"
          value={filter.person}
          onChange={(person) => put({ person })}
          options={[
            { value: '', label: words.everybody },
            ...(known?.people ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <SelectField
          label={words.action}
          optional="unsaid"
          value={filter.action}
          onChange={(action) => put({ action })}
          options={[
            { value: '', label: words.everything },
            ...(known?.actions ?? []).map((action) => ({ value: action, label: actionWords(action) })),
          ]}
        />
        <TextField
          label={words.from}
          optional="unsaid"
          type="date"
          value={filter.from}
          onChange={(from) => put({ from })}
        />
        <TextField label={words.to} optional="unsaid" type="date" value={filter.to} onChange={(to) => put({ to })} />
      </div>
      {problem && <ProblemNote problem={problem} retry={() => void refresh()} />}
      {!data && !problem && <Loading />}
      {data?.all === 0 && (
        <Empty title={words.none}>
          <p>{words.noneLead}</p>
        </Empty>
      )}
      {data && data.all > 0 && <Rows data={data} turn={setPage} />}
    </div>
  )
}

function Rows({ data: { rows, all, page, size }, turn }: { data: AuditPage; turn: (page: number) => void }) {
  const first = page * size + 1
  return (
    <div class="table-frame">
      <Scroll label={words.title}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.at}</th>
              <th scope="col">{words.person}</th>
              <th scope="col">{words.action}</th>
              <th scope="col">{words.subject}</th>
              <th scope="col">{words.detail}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ id, at, person, action, subject, detail }) => (
              <tr key={id}>
                <td class="nowrap" title={showClock(at)}>
                  {showTime(at)}
                </td>
                <th scope="row">{person}</th>
                <td>{action}</td>
                <td class="subject">{subject}</td>
                <td>{detail}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      <div class="pages">
        <span class="numbers">{words.shown(first, first + rows.length - 1, all)}</span>
        <Button kind="small" disabled={page === 0} onClick={() => turn(page - 1)}>
          {words.newer}
        </Button>
        <Button kind="small" disabled={first + rows.length > all} onClick={() => turn(page + 1)}>
          {words.older}
        </Button>
      </div>
    </div>
  )
}
