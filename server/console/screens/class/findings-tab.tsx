import * as v from 'valibot'
import type { ClassDetail, FindingRow } from '../../../../shared/api'
import { api } from '../../client/api'
import { useKept } from '../../client/kept'
import { useLoad } from '../../client/load'
import { Empty, Loading, ProblemNote } from '../../parts/note'
import { Scroll } from '../../parts/scroll'
import { State, type StateName } from '../../parts/state'
import { Finding } from './finding-row'
import { words } from './finding-words'

type Severity = FindingRow['severity']
const severities: readonly Severity[] = ['serious', 'check', 'note']
const severityStates = { serious: 'wrong', check: 'attention', note: 'idle' } as const satisfies Record<
  Severity,
  StateName
>
const filter = v.object({ severity: v.picklist(['all', ...severities]), unsettled: v.boolean() })

/** What checks found, the gravest first, each with the entries that show it and what people wrote to it. */
export function FindingsTab({ detail: { summary }, onNoted }: { detail: ClassDetail; onNoted: () => Promise<void> }) {
  const { data, problem, refresh } = useLoad(() => api.findings(summary.id), `findings/${summary.id}`, 10_000)
  const { value: chosen, keep } = useKept('findings-filter', filter, { severity: 'all', unsettled: false })
  if (!data) return problem ? <ProblemNote problem={problem} retry={() => void refresh()} /> : <Loading />
  if (data.length === 0) {
    return (
      <Empty title={words.empty}>
        <p class="prose">{words.emptyLead}</p>
      </Empty>
    )
  }
  const shown = data.filter(
    ({ severity, settled }) =>
      (chosen.severity === 'all' || severity === chosen.severity) && !(chosen.unsettled && settled),
  )
  const noted = async () => {
    await refresh()
    await onNoted()
  }
  return (
    <div class="stack-wide">
      <div class="stack">
        <p class="prose">{words.lead}</p>
        <div class="row-wide">
          <label class="row">
            <span class="label">{words.severity}</span>
            <select
              class="input input-short"
              value={chosen.severity}
              onChange={({ currentTarget: { value } }) =>
                keep({ ...chosen, severity: severities.find((one) => one === value) ?? 'all' })
              }
            >
              <option value="all">{words.all(data.length)}</option>
              {severities.map((severity) => (
                <option key={severity} value={severity}>
                  {words.of(words.severities[severity], count(data, severity))}
                </option>
              ))}
            </select>
          </label>
          <label class="row">
            <input
              type="checkbox"
              checked={chosen.unsettled}
              onChange={({ currentTarget: { checked } }) => keep({ ...chosen, unsettled: checked })}
            />
            {words.unsettled}
          </label>
        </div>
      </div>
      {shown.length === 0 && <p class="prose">{words.noMatch}</p>}
      {severities.map((severity) => {
        const rows = shown.filter((one) => one.severity === severity)
        return (
          rows.length > 0 && (
            <Group key={severity} severity={severity} rows={rows} classId={summary.id} onNoted={noted} />
          )
        )
      })}
    </div>
  )
}

const count = (rows: readonly FindingRow[], severity: Severity) =>
  rows.filter((one) => one.severity === severity).length

function Group({
  severity,
  rows,
  classId,
  onNoted,
}: {
  severity: Severity
  rows: readonly FindingRow[]
  classId: string
  onNoted: () => Promise<void>
}) {
  const name = words.of(words.severities[severity], rows.length)
  return (
    <div class="stack-tight">
      <h2>
        <State is={severityStates[severity]}>{name}</State>
      </h2>
      <p class="quiet">{words.leads[severity]}</p>
      <div class="table-frame">
        <Scroll label={name}>
          <table class="findings">
            <thead>
              <tr>
                <th scope="col">{words.finding}</th>
                <th scope="col">{words.person}</th>
                <th scope="col">{words.detail}</th>
                <th scope="col">{words.records}</th>
                <th scope="col">{words.remark}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((finding) => (
                <Finding key={finding.id} finding={finding} classId={classId} onNoted={onNoted} />
              ))}
            </tbody>
          </table>
        </Scroll>
      </div>
    </div>
  )
}
