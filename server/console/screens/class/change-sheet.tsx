import { useLoad } from '../../client/load'
import { roster } from '../../client/roster'
import { Button } from '../../parts/button'
import { Loading, ProblemNote } from '../../parts/note'
import { common } from '../../words/common'
import { words } from './change-words'
import { detailOf } from './changes-tab'

/** The 变更表 of one form with full ID numbers, to print and seal. */
export function ChangeSheet({ form, onClose }: { form: string; onClose: () => void }) {
  const { data, problem, refresh } = useLoad(() => roster.sheet(form), form)
  if (!data) return problem ? <ProblemNote problem={problem} retry={() => void refresh()} /> : <Loading />
  const { organisation, className, plan, occupation, level, period, lines, reason, day, notice } = data
  const about = [
    [words.sheetUnit, organisation],
    [words.sheetClass, className],
    [words.sheetPlan(), plan],
    [words.sheetWork, `${occupation} ${level}`],
    [words.sheetPeriod, `${period.from} — ${period.to}`],
    [words.day, day],
    [words.reason, reason],
    [words.sheetNotice, notice ? words.reported(notice.number, notice.day) : words.unreported],
  ]
  return (
    <div class="stack sheet">
      <div class="row no-print">
        <Button onClick={onClose}>{words.back}</Button>
        <Button kind="main" onClick={() => window.print()}>
          {common.print}
        </Button>
        <span class="small quiet">{words.printHelp}</span>
      </div>
      <h2 class="sheet-title">{words.sheetTitle}</h2>
      <dl class="sheet-about">
        {about.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <table class="sheet-table">
        <caption class="hidden-visually">{words.sheetTitle}</caption>
        <thead>
          <tr>
            <th scope="col">{words.kind}</th>
            <th scope="col">{words.name}</th>
            <th scope="col">{words.idNumber}</th>
            <th scope="col">{words.sheetOther}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.person.seat}>
              <td>{words.kinds[line.kind]}</td>
              <th scope="row">
                {line.person.name} {line.person.number}
              </th>
              <td class="numbers">{line.person.id}</td>
              <td>
                {detailOf(line)} {line.kind === 'replace' && <span class="numbers">{line.other?.id}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="seal">{words.sheetSeal}</p>
      <p class="seal">{words.sheetBureau}</p>
    </div>
  )
}
