import { useState } from 'preact/hooks'
import {
  type Dimension,
  dimensions,
  type StatisticsAnswer,
  type StatisticsRow,
} from '../../../../shared/api/bureau-statistics'
import { dayOf } from '../../../../shared/calendar/beijing'
import { plainYuan, showYuan } from '../../../../shared/claim/money'
import { statistics } from '../../client/bureau-money'
import { useLoad } from '../../client/load'
import { DownloadButton } from '../../parts/button'
import { BarChart } from '../../parts/chart/bar-chart'
import { LinesChart } from '../../parts/chart/lines-chart'
import { TextField } from '../../parts/field'
import { Empty, Loading, ProblemNote } from '../../parts/note'
import { Figure, Heading } from '../../parts/page'
import { words } from './words'

/** What was asked for, cleared and paid, by county, occupation, level, group and month. */
export function Statistics() {
  const today = dayOf(Date.now())
  const [from, setFrom] = useState(`${today.slice(0, 4)}-01-01`)
  const [to, setTo] = useState(today)
  const whole = from !== '' && to !== '' && from <= to
  const query = whole ? { from, to } : {}
  const { data, problem, refresh } = useLoad(() => statistics.read(query), `${query.from} ${query.to}`)
  return (
    <div class="stack-wide">
      <Heading title={words.title}>
        <DownloadButton fetch={() => statistics.file(query)}>{words.download}</DownloadButton>
      </Heading>
      <div class="row-wide no-print">
        <TextField type="date" short label={words.from} value={from} onChange={setFrom} />
        <TextField type="date" short label={words.to} value={to} onChange={setTo} />
      </div>
      {problem && <ProblemNote problem={problem} retry={() => void refresh()} />}
      {data ? <Shown data={data} /> : !problem && <Loading />}
    </div>
  )
}

function Shown({ data: { total, by } }: { data: StatisticsAnswer }) {
  if (by.month.length === 0)
    return (
      <Empty title={words.none}>
        <p class="prose">{words.noneLead}</p>
      </Empty>
    )
  return (
    <>
      <dl class="figures">
        <Figure name={words.askedPeople}>{total.asked.people}</Figure>
        <Figure name={words.asked}>{showYuan(total.asked.amount)}</Figure>
        <Figure name={words.clearedPeople}>{total.cleared.people}</Figure>
        <Figure name={words.hours}>{total.cleared.hours}</Figure>
        <Figure name={words.cleared}>{showYuan(total.cleared.amount)}</Figure>
        <Figure name={words.paidPeople}>{total.paid.people}</Figure>
        <Figure name={words.paid}>{showYuan(total.paid.amount)}</Figure>
        <Figure name={words.recovered}>{showYuan(total.recovered)}</Figure>
      </dl>
      <div class="charts">
        <Months rows={by.month} />
        {dimensions.map((one) => one !== 'month' && <Lines key={one} of={one} rows={by[one]} />)}
      </div>
      <p class="quiet small">{words.notes}</p>
    </>
  )
}

const heads = [
  ...[words.of, words.askedPeople, words.askedAmount, words.clearedPeople, words.hours, words.clearedAmount],
  ...[words.paidPeople, words.paidAmount, words.recoveredAmount],
]
const cells = ({ key, asked, cleared, paid, recovered }: StatisticsRow) => [
  ...[key, asked.people, plainYuan(asked.amount), cleared.people, cleared.hours, plainYuan(cleared.amount)],
  ...[paid.people, plainYuan(paid.amount), plainYuan(recovered)],
]
/** In 万元, so that the figures fit above the bars. */
const TEN_THOUSAND = 1_000_000

/** What was paid month by month; what was asked for while nothing was paid yet. */
function Months({ rows }: { rows: readonly StatisticsRow[] }) {
  const measure = rows.some(({ paid }) => paid.amount > 0) ? 'paid' : 'asked'
  const title = `${words.by.month}：${words[measure]}`
  const most = rows.reduce<StatisticsRow | undefined>(
    (best, row) => (row[measure].amount > (best?.[measure].amount ?? 0) ? row : best),
    undefined,
  )
  return (
    <BarChart
      title={title}
      unit={words.tenThousand}
      label={words.lines(title, rows.length, most?.key ?? '')}
      bars={rows.map((row) => ({ label: row.key, value: row[measure].amount / TEN_THOUSAND }))}
      show={(value) => value.toFixed(value < 1 ? 2 : 1)}
      heads={heads}
      rows={rows.map(cells)}
    />
  )
}

function Lines({ of, rows }: { of: Dimension; rows: readonly StatisticsRow[] }) {
  const title = `${words.by[of]}：${words.asked}`
  return (
    <LinesChart
      title={title}
      label={words.lines(title, rows.length, rows[0]?.key ?? '')}
      bars={rows.slice(0, 12).map(({ key, asked }) => ({
        ...{ name: key, value: asked.amount, shown: showYuan(asked.amount) },
      }))}
      heads={heads}
      rows={rows.map(cells)}
    />
  )
}
