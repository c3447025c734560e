import type { Milliseconds } from '../../../../shared/record/fields'
import { BarChart } from '../../parts/chart/bar-chart'
import { duration } from '../../words/amounts'
import { words } from './words'

interface Day {
  day: string
  credited: Milliseconds
  notCounted: Milliseconds
  /** Of a class. */
  people?: number
}

const HOUR: Milliseconds = 3_600_000
const MINUTE: Milliseconds = 60_000
const one = (value: number) => value.toFixed(1)

/** Hours by day, minutes where no day has an hour; what counts and what does not, of a class or of one person. */
export function DaysChart({ days }: { days: readonly Day[] }) {
  const counted = days.reduce((sum, { credited }) => sum + credited, 0)
  const most = Math.max(0, ...days.map(({ credited, notCounted }) => credited + notCounted))
  const [unit, called] = most < HOUR ? [MINUTE, words.minutesUnit] : [HOUR, words.hoursUnit]
  const ofClass = days.some(({ people }) => people !== undefined)
  return (
    <BarChart
      title={words.byDay}
      unit={called}
      legend={{ value: words.counted, more: words.notCounted }}
      label={words.byDayLabel(days.length, duration(counted))}
      bars={days.map(({ day, credited, notCounted }) => ({
        ...{ label: day.slice(5), value: credited / unit, more: notCounted / unit },
      }))}
      heads={[words.day, words.counted, words.notCounted, ...(ofClass ? [words.studied] : [])]}
      rows={days.map(({ day, credited, notCounted, people }) => [
        ...[day, duration(credited), duration(notCounted)],
        ...(ofClass ? [people ?? 0] : []),
      ])}
      show={one}
    />
  )
}
