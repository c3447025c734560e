import type { Band, BoardCharts } from '../../../../shared/api/board'
import { boards } from '../../client/board'
import { useLoad } from '../../client/load'
import { BarChart } from '../../parts/chart/bar-chart'
import { LinesChart } from '../../parts/chart/lines-chart'
import { Empty, Loading, ProblemNote } from '../../parts/note'
import { duration, reasonOf } from '../../words/amounts'
import { DaysChart } from './days-chart'
import { words } from './words'

/** 图表 of a class: hours by day, how far people are, what they scored, and where time was lost. */
export function ChartsTab({ classId }: { classId: string }) {
  const { data, problem, refresh } = useLoad(() => boards.charts(classId), `charts/${classId}`, 60_000)
  if (!data) return problem ? <ProblemNote problem={problem} retry={() => void refresh()} /> : <Loading />
  if (data.days.length === 0)
    return (
      <Empty title={words.chartsNone}>
        <p class="prose">{words.chartsNoneLead}</p>
      </Empty>
    )
  return (
    <div class="charts">
      <DaysChart days={data.days} />
      {data.completion && <Completion bands={data.completion} />}
      <Scores bands={data.scores} />
      <Lost lost={data.lost} />
    </div>
  )
}

const sum = (bands: readonly Band[]) => bands.reduce((all, { people }) => all + people, 0)

function Completion({ bands }: { bands: readonly Band[] }) {
  const named = bands.map((band) => ({
    ...band,
    label: band.to === undefined ? words.fullyDone : `${band.from}–${band.to}%`,
  }))
  return (
    <BarChart
      whole
      title={words.completion}
      unit={words.peopleUnit}
      label={words.completionLabel(named.at(-1)?.people ?? 0, sum(named))}
      bars={named.map(({ label, people }) => ({ label, value: people }))}
      heads={[words.completionOf, words.peopleUnit]}
      rows={named.map(({ label, people }) => [label, people])}
    />
  )
}

function Scores({ bands }: { bands: readonly Band[] }) {
  const named = bands.map(({ from, to, people }) => ({
    people,
    label: to === undefined ? words.andAbove(from) : from === 0 ? words.under(to) : `${from}–${to - 1}`,
  }))
  return (
    <BarChart
      whole
      title={words.scores}
      unit={words.scoresUnit}
      label={words.scoresLabel(sum(bands))}
      bars={named.map(({ label, people }) => ({ label, value: people }))}
      heads={[words.scoreOf, words.scoresUnit]}
      rows={named.map(({ label, people }) => [label, people])}
    />
  )
}

function Lost({ lost }: Pick<BoardCharts, 'lost'>) {
  const [most] = lost
  if (!most) return null
  const named = lost.map(({ reason, ms }) => ({ name: reasonOf(reason).label, value: ms, shown: duration(ms) }))
  return (
    <LinesChart
      title={words.lost}
      label={words.lostLabel(reasonOf(most.reason).label, duration(most.ms))}
      bars={named}
      heads={[words.reason, words.time]}
      rows={named.map(({ name, shown }) => [name, shown])}
    />
  )
}
