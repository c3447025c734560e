import { useState } from 'preact/hooks'
import type { ChangeForm as Form } from '../../../../shared/api/roster'
import { showTime } from '../../../../shared/calendar/beijing'
import { useLoad } from '../../client/load'
import { roster } from '../../client/roster'
import { mayWrite } from '../../client/session'
import { Button } from '../../parts/button'
import { Empty, Loading, Note, ProblemNote } from '../../parts/note'
import { Scroll } from '../../parts/scroll'
import { State } from '../../parts/state'
import { ChangeForm } from './change-form'
import { ChangeSheet } from './change-sheet'
import { words } from './change-words'
import { NoticeForm } from './notice-form'
import { words as classWords } from './words'

/** 名册变更 of a class: what was recorded, what the bureau was not told of yet, and the form for the next one. */
export function ChangesTab({ classId, onChanged }: { classId: string; onChanged: () => Promise<void> }) {
  const { data, problem, refresh } = useLoad(() => roster.changes(classId), classId)
  const [printing, setPrinting] = useState<string>()
  if (!data) return problem ? <ProblemNote problem={problem} retry={() => void refresh()} /> : <Loading />
  if (printing !== undefined) return <ChangeSheet form={printing} onClose={() => setPrinting(undefined)} />
  const open = data.forms.filter(({ notice }) => notice === undefined).length
  const changed = async () => {
    await refresh()
    await onChanged()
  }
  return (
    <div class="stack">
      <p class="prose">{words.changesLead}</p>
      {!data.approved && <Note is="attention">{words.changesFree}</Note>}
      {mayWrite() && <ChangeForm classId={classId} changes={data} onChanged={changed} />}
      {open > 0 && <Note is="attention">{words.unreportedCount(open)}</Note>}
      {data.forms.length === 0 ? (
        <Empty title={words.none}>
          <p class="prose">{words.noneLead}</p>
        </Empty>
      ) : (
        <div class="table-frame">
          <Scroll label={classWords.tabs.changes}>
            <table>
              <caption class="hidden-visually">{classWords.tabs.changes}</caption>
              <thead>
                <tr>
                  <th scope="col" class="fit">
                    {words.day}
                  </th>
                  <th scope="col">{words.change}</th>
                  <th scope="col">{words.reason}</th>
                  <th scope="col">{words.told}</th>
                  <th scope="col" class="fit">
                    {words.by}
                  </th>
                </tr>
              </thead>
              <tbody>
                {data.forms.map((form) => (
                  <tr key={form.form}>
                    <td class="nowrap">{form.day}</td>
                    <td>
                      <Lines form={form} />
                    </td>
                    <td>{form.reason}</td>
                    <td>
                      <Told form={form} onTold={changed} />
                      {mayWrite() && (
                        <p>
                          <Button kind="link" onClick={() => setPrinting(form.form)}>
                            {words.printSheet}
                          </Button>
                        </p>
                      )}
                    </td>
                    <td class="nowrap">
                      {form.by}
                      <div class="small quiet">{showTime(form.at)}</div>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scroll>
        </div>
      )}
    </div>
  )
}

/** The first few people of a form; an 增补 by file may have hundreds. */
const SHOWN = 8

function Lines({ form: { lines } }: { form: Form }) {
  return (
    <ul class="plain">
      {lines.slice(0, SHOWN).map((line) => (
        <li key={line.person.seat}>
          <span class="label">{words.kinds[line.kind]}</span> {line.person.name} {line.person.number}
          <span class="small quiet"> {line.person.id} </span>
          {detailOf(line)}
        </li>
      ))}
      {lines.length > SHOWN && <li class="quiet">… {lines.length}</li>}
    </ul>
  )
}

/** Who came, where to, or what was corrected. */
export function detailOf({ kind, other, toClass, changed }: Form['lines'][number]): string {
  if (kind === 'transfer') return toClass ? words.movedTo(toClass) : ''
  return other ? words.replacedBy(`${other.name} ${other.number}`) : (changed ?? '')
}

function Told({ form: { form, notice }, onTold }: { form: Form; onTold: () => Promise<void> }) {
  if (notice) return <State is="counted">{words.reported(notice.number, notice.day)}</State>
  return (
    <>
      <State is="attention">{words.unreported}</State>
      {mayWrite() && <NoticeForm form={form} onTold={onTold} />}
    </>
  )
}
