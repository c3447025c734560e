import { useState } from 'preact/hooks'
import { showTime } from '../../../../shared/calendar/beijing'
import { showYuan } from '../../../../shared/claim/money'
import { useAct } from '../../client/act'
import { reviews } from '../../client/bureau-review'
import { decisions } from '../../client/decisions'
import { mayWrite } from '../../client/session'
import { TextArea } from '../../parts/area'
import { Button, DownloadButton } from '../../parts/button'
import { ProblemNote } from '../../parts/note'
import { Scroll } from '../../parts/scroll'
import { common } from '../../words/common'
import { historyWords as words } from './history-words'
import { RecoveryForm } from './recovery-form'
import type { PartProps } from './review-page'

/** Notes for whoever comes next, and 追回. */
export function HistoryPart({ claim, onChange }: PartProps) {
  const [adding, setAdding] = useState(false)
  return (
    <div class="stack-wide">
      <Comments claim={claim} onChange={onChange} />
      {claim.workbooks.length > 0 && <Workbooks claim={claim} />}
      <div class="stack">
        <h2>{words.recoveries}</h2>
        {claim.recoveries.length === 0 ? <p class="quiet">{words.noRecoveries}</p> : <Recoveries claim={claim} />}
        {claim.status !== 'paid' && <p class="help">{words.onlyPaid}</p>}
        {claim.status === 'paid' && mayWrite() && !adding && (
          <div class="row">
            <Button onClick={() => setAdding(true)}>{words.add}</Button>
          </div>
        )}
        {adding && <RecoveryForm claim={claim} onChange={onChange} onClose={() => setAdding(false)} />}
      </div>
    </div>
  )
}

function Comments({ claim, onChange }: PartProps) {
  const act = useAct()
  const [text, setText] = useState('')
  const submit = (event: Event) => {
    event.preventDefault()
    void act.run(async () => {
      onChange(await reviews.comment(claim.id, text.trim()))
      setText('')
    })
  }
  return (
    <section class="stack" aria-label={words.comments}>
      <h2>{words.comments}</h2>
      {claim.comments.length === 0 && <p class="quiet">{words.noComments}</p>}
      {claim.comments.map(({ text: said, by, at }) => (
        <p key={`${at} ${said}`}>
          {said}{' '}
          <span class="small quiet nowrap">
            {by} {showTime(at)}
          </span>
        </p>
      ))}
      {mayWrite() && (
        <form class="form stack narrow" onSubmit={submit}>
          <TextArea
            label={words.addComment}
            help={words.commentHelp}
            rows={2}
            value={text}
            maxLength={1000}
            onChange={setText}
          />
          {act.problem && <ProblemNote problem={act.problem} />}
          <div class="row">
            <Button submit act={act} disabled={text.trim() === ''}>
              {words.addComment}
            </Button>
          </div>
        </form>
      )}
    </section>
  )
}

/** What a claim by hand came as, each version of it. */
const Workbooks = ({ claim: { workbooks } }: Pick<PartProps, 'claim'>) => (
  <section class="stack" aria-label={words.workbooks}>
    <h2>{words.workbooks}</h2>
    <ul class="plain stack-tight">
      {workbooks.map(({ id, version, name, sha256, by, at, kept }) => (
        <li class="row" key={id}>
          <span class="nowrap">{words.workbookVersion(version)}</span>
          <span>{name}</span>
          <span class="mono small quiet" title={sha256}>
            SHA-256 {sha256.slice(0, 16)}…
          </span>
          <span class="small quiet nowrap">
            {by} {showTime(at)}
          </span>
          {kept && mayWrite() && (
            <DownloadButton kind="small" fetch={() => reviews.workbook(id)}>
              {common.download}
              <span class="hidden-visually">：{words.workbookVersion(version)}</span>
            </DownloadButton>
          )}
          {!kept && <span class="small quiet">{words.workbookGone}</span>}
        </li>
      ))}
    </ul>
  </section>
)

const Recoveries = ({ claim: { recoveries } }: Pick<PartProps, 'claim'>) => (
  <div class="table-frame">
    <Scroll label={words.recoveries}>
      <table>
        <caption class="hidden-visually">{words.recoveries}</caption>
        <thead>
          <tr>
            <th scope="col">{words.kind}</th>
            <th scope="col">{words.who}</th>
            <th scope="col" class="number">
              {words.amount}
            </th>
            <th scope="col">{words.day}</th>
            <th scope="col">{words.reason}</th>
            <th scope="col">{words.by}</th>
          </tr>
        </thead>
        <tbody>
          {recoveries.map(({ kind, who, amount, day, number, reason, document, by, at }) => (
            <tr key={`${at} ${amount}`}>
              <th scope="row">{words.kinds[kind]}</th>
              <td>{who || words.whole}</td>
              <td class="number nowrap">{showYuan(amount)}</td>
              <td class="nowrap">{day}</td>
              <td>
                {reason} {number}
                {document !== undefined && (
                  <DownloadButton kind="small" fetch={() => decisions.evidenceFile(document)}>
                    {common.download}
                  </DownloadButton>
                )}
              </td>
              <td>
                {by} <span class="small quiet nowrap">{showTime(at)}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  </div>
)
