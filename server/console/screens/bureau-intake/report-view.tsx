import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { BureauReport } from '../../../../shared/api/bureau-intake'
import { LIMITS } from '../../../../shared/package/limits'
import { Button } from '../../parts/button'
import { State } from '../../parts/state'
import { ReportFigures } from './report-figures'
import { ReportFindings } from './report-findings'
import { words } from './words'

const properties = ['真实性', '完整性', '可用性', '安全性'] as const
/** Of one check, until all are asked for: 500 are kept, and the last line says how many more there were. */
const SHOWN = 20

/** 核验报告 by 真实性, 完整性, 可用性, 安全性; printed as it stands. `children` stand for the package's own 疑点 on the screen. */
export function ReportView({ report, children }: { report: BureauReport; children?: ComponentChildren }) {
  const all = [...report.checks, ...report.doubts]
  const has = (property: (typeof properties)[number]) => all.some((check) => check.property === property)
  return (
    <div class="stack-wide">
      <section class="stack-tight" aria-labelledby="report">
        <h2 id="report">{words.report}</h2>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.property}</th>
              <th scope="col">{words.verdict}</th>
            </tr>
          </thead>
          {properties.filter(has).map((property) => (
            <tbody key={property}>
              <tr>
                <th scope="rowgroup" colSpan={2}>
                  {property}
                </th>
              </tr>
              {report.checks
                .filter((check) => check.property === property)
                .map(({ title, problems }) => (
                  <CheckRow key={title} title={title} problems={problems} is="wrong" said={words.problems} />
                ))}
              {report.doubts
                .filter((check) => check.property === property)
                .map(({ title, problems }) => (
                  <CheckRow key={`? ${title}`} title={title} problems={problems} is="attention" said={words.doubts} />
                ))}
            </tbody>
          ))}
        </table>
      </section>
      {children}
      <div class={children ? 'only-print' : undefined}>
        <ReportFindings findings={report.findings} />
      </div>
      <ReportFigures report={report} />
      <List title={words.notes} id="report-notes" all={report.notes} />
      <List title={words.limits} id="report-limits" all={LIMITS} />
      <p class="only-print">{words.sign}</p>
    </div>
  )
}

interface CheckProps {
  title: string
  problems: readonly string[]
  is: 'wrong' | 'attention'
  said: (count: number) => string
}

function CheckRow({ title, problems, is, said }: CheckProps) {
  const [all, setAll] = useState(false)
  const shown = all ? problems : problems.slice(0, SHOWN)
  return (
    <tr>
      <td>
        {title}
        {problems.length > 0 && (
          <ul class="small">
            {shown.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        )}
        {problems.length > shown.length && (
          <div class="row no-print">
            <Button onClick={() => setAll(true)}>{words.allProblems(problems.length)}</Button>
          </div>
        )}
        {problems.length > shown.length && <p class="only-print small">{words.inPaper(problems.length)}</p>}
      </td>
      <td class="nowrap">
        {problems.length === 0 ? (
          <State is="counted">{words.passed}</State>
        ) : (
          <State is={is}>{said(problems.length)}</State>
        )}
      </td>
    </tr>
  )
}

function List({ title, id, all }: { title: string; id: string; all: readonly string[] }) {
  if (all.length === 0) return null
  return (
    <section class="stack-tight" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ul>
        {all.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </section>
  )
}
