import { useState } from 'preact/hooks'
import type { CalendarAnswer } from '../../../../shared/api/plans'
import { dayOf, showTime } from '../../../../shared/calendar/beijing'
import { daysFromTo } from '../../../../shared/calendar/days'
import type { CalendarYear } from '../../../../shared/calendar/year'
import { useLoad } from '../../client/load'
import { plans } from '../../client/plans'
import { isOneOf } from '../../client/session'
import { Loading, ProblemNote } from '../../parts/note'
import { Heading } from '../../parts/page'
import { Scroll } from '../../parts/scroll'
import { State } from '../../parts/state'
import { ImportNotice } from './import-notice'
import { words } from './words'

/** Which years have a notice of holidays, this one and the next among them, and the way to import one. */
export function Calendar() {
  const { data, problem, refresh } = useLoad(plans.calendar, 'calendar')
  const [imported, setImported] = useState<CalendarAnswer>()
  const years = imported ?? data
  const now = Number(dayOf(Date.now()).slice(0, 4))
  const missing = [now + 1, now].filter((year) => years && !years.some((one) => one.year === year))
  return (
    <div class="stack-wide">
      <div class="stack-tight">
        <Heading title={words.title} />
        <p class="quiet prose">{words.lead}</p>
      </div>
      {problem && <ProblemNote problem={problem} retry={() => void refresh()} />}
      {!years && !problem && <Loading />}
      {years && (
        <div class="table-frame">
          <Scroll label={words.title}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{words.year}</th>
                  <th scope="col">{words.notice}</th>
                  <th scope="col">{words.noticed}</th>
                  <th scope="col" class="number">
                    {words.off}
                  </th>
                  <th scope="col" class="number">
                    {words.worked}
                  </th>
                  <th scope="col">{words.from}</th>
                </tr>
              </thead>
              <tbody>
                {missing.map((year) => (
                  <tr key={year}>
                    <th scope="row">{year}</th>
                    <td colSpan={5}>
                      <State is="attention">{words.tentative}</State>
                    </td>
                  </tr>
                ))}
                {years.map((year) => (
                  <YearRow key={year.year} year={year} />
                ))}
              </tbody>
            </table>
          </Scroll>
        </div>
      )}
      {isOneOf('administrator') && <ImportNotice onImported={setImported} next={missing[0] ?? now + 1} />}
    </div>
  )
}

export const daysOff = ({ holidays }: Pick<CalendarYear, 'holidays'>): number =>
  holidays.reduce((sum, { from, to }) => sum + daysFromTo(from, to) + 1, 0)

function YearRow({ year: { year, notice, noticed, holidays, workdays, imported } }: { year: CalendarAnswer[number] }) {
  return (
    <tr>
      <th scope="row">{year}</th>
      <td>
        {notice}
        <details>
          <summary class="small">{words.days}</summary>
          <Days holidays={holidays} workdays={workdays} />
        </details>
      </td>
      <td class="nowrap numbers">{noticed}</td>
      <td class="number">{daysOff({ holidays })}</td>
      <td class="number">{workdays.length}</td>
      <td class="small">
        {imported ? words.importedBy(imported.by, showTime(imported.at)) : <span class="quiet">{words.builtIn}</span>}
      </td>
    </tr>
  )
}

/** Every stretch off and every make-up day, to compare with the notice. */
export function Days({ holidays, workdays }: Pick<CalendarYear, 'holidays' | 'workdays'>) {
  return (
    <ul class="small numbers">
      {holidays.map(({ name, from, to }) => (
        <li key={from}>
          {words.offDays} {name} {from}
          {to !== from && ` ${words.to} ${to}`}
        </li>
      ))}
      {workdays.map((day) => (
        <li key={day}>
          {words.workedDays} {day}
        </li>
      ))}
    </ul>
  )
}
