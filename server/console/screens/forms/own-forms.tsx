import { useState } from 'preact/hooks'
import type { FormList } from '../../../../shared/api/forms'
import { showTime } from '../../../../shared/calendar/beijing'
import { useAct } from '../../client/act'
import { forms } from '../../client/forms'
import { useLoad } from '../../client/load'
import { mayWrite } from '../../client/session'
import { announce } from '../../parts/announce'
import { Button } from '../../parts/button'
import { Confirm } from '../../parts/confirm'
import { Loading, ProblemNote } from '../../parts/note'
import { Heading } from '../../parts/page'
import { Scroll } from '../../parts/scroll'
import { OwnFormCheck } from './own-form-check'
import { words } from './words'

type Form = FormList[number]

/** What each paper is drawn by, and a bureau's own workbook in the place of ours. */
export function OwnForms() {
  const { data, problem, refresh } = useLoad(() => forms.list(), 'forms')
  const [replacing, setReplacing] = useState<string>()
  const chosen = data?.find(({ id }) => id === replacing)
  return (
    <div class="stack-wide">
      <div class="stack">
        <Heading title={words.title} />
        <p class="prose">{words.lead}</p>
        {!data && (problem ? <ProblemNote problem={problem} retry={() => void refresh()} /> : <Loading />)}
        {data && <Table all={data} onReplace={setReplacing} onChanged={refresh} />}
      </div>
      {chosen && (
        <OwnFormCheck
          key={chosen.id}
          form={chosen}
          onUsed={async () => {
            setReplacing(undefined)
            await refresh()
          }}
        />
      )}
    </div>
  )
}

function Table({
  all,
  onReplace,
  onChanged,
}: {
  all: FormList
  onReplace: (id: string) => void
  onChanged: () => Promise<void>
}) {
  const [asking, setAsking] = useState<Form>()
  const act = useAct()
  const back = ({ id }: Form) =>
    void act.run(async () => {
      await forms.withdraw(id)
      setAsking(undefined)
      announce(words.backDone)
      await onChanged()
    })
  return (
    <div class="table-frame">
      <Scroll label={words.title}>
        <table>
          <caption class="hidden-visually">{words.title}</caption>
          <thead>
            <tr>
              <th scope="col">{words.form}</th>
              <th scope="col">{words.drawnBy}</th>
              <th scope="col">{words.source}</th>
            </tr>
          </thead>
          <tbody>
            {all.map((form) => (
              <tr key={form.id}>
                <th scope="row">
                  {form.name}
                  {form.of === 'class' && <div class="small quiet">{words.each}</div>}
                </th>
                <td>
                  {form.own ? words.own(form.own.version, form.own.name) : words.builtIn(form.version)}
                  {form.own && <div class="small quiet">{words.since(showTime(form.own.at))}</div>}
                  {mayWrite() && (
                    <div class="row">
                      <Button kind="link" onClick={() => onReplace(form.id)}>
                        {words.replace}
                        <span class="hidden-visually">：{form.name}</span>
                      </Button>
                      {form.own && (
                        <Button kind="link" onClick={() => setAsking(form)}>
                          {words.back}
                        </Button>
                      )}
                    </div>
                  )}
                </td>
                <td class="small quiet">{form.source}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {asking && (
        <Confirm
          title={words.backTitle}
          action={words.back}
          act={act}
          onConfirm={() => back(asking)}
          onClose={() => setAsking(undefined)}
        >
          <p>{words.backLead(asking.name)}</p>
        </Confirm>
      )}
    </div>
  )
}
